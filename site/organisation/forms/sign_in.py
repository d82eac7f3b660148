from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def _password(label, autocomplete, **options):
    # No `render_value`: a password never comes back in a page.
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=128, **options)


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Phone number or user name"),
            max_length=60,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
            error_messages={"required": _("Fill in your phone number or user name.")},
        )
        self.fields["password"] = _password(
            _("Password"),
            "current-password",
            error_messages={"required": _("Fill in your password.")},
        )
        self.order_fields(["login", "password"])

    def user_credentials(self):
        return {
            "username": self.cleaned_data["login"],
            "password": self.cleaned_data["password"],
        }


class ChangePasswordForm(forms.Form):
    """The old password is not asked for right after signing in with the first one."""

    oldpassword = _password(_("Password until now"), "current-password")
    password1 = _password(
        _("New password"),
        "new-password",
        help_text=_("8 characters or more, easy for you to remember."),
    )
    password2 = _password(_("New password once more"), "new-password")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if user.must_change_password:
            del self.fields["oldpassword"]

    def clean_oldpassword(self):
        if not self.user.check_password(self.cleaned_data["oldpassword"]):
            raise ValidationError(_("This is not your password until now."))
        return self.cleaned_data["oldpassword"]

    def clean_password1(self):
        password = self.cleaned_data["password1"]
        validate_password(password, self.user)
        if self.user.check_password(password):
            raise ValidationError(_("This is the password you have. Choose another one."))
        return password

    def clean(self):
        first, second = (self.cleaned_data.get(f"password{number}") for number in (1, 2))
        if first and second and first != second:
            self.add_error("password2", _("The two new passwords are not the same."))
        return self.cleaned_data

    def save(self):
        get_adapter().set_password(self.user, self.cleaned_data["password1"])
