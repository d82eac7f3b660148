from django import forms
from django.utils.translation import gettext_lazy as _

from competitions.models import Performance, Sheet
from competitions.pad import posted_marks
from competitions.services.refusal import ContestRefused


class ExcuseForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Why it does not count"),
        choices=[
            (Sheet.State.ABSENT, _("The judge is not here: absent")),
            (Sheet.State.VOID, _("The sheet cannot count: void")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Give a reason"), max_length=120)


class BackForm(forms.Form):
    reason = forms.CharField(
        label=_("Give a reason"), max_length=120, help_text=_("The head of the panel agrees to it.")
    )


class DiscardForm(forms.Form):
    reason = forms.CharField(
        label=_("What is not right"),
        max_length=200,
        error_messages={"required": _("Write what is not right.")},
    )


class CorrectionForm(forms.Form):
    sheet = forms.UUIDField()


class SendForm(forms.Form):
    """What a pad sends beside the marks."""

    key = forms.UUIDField()
    version = forms.IntegerField(min_value=1, max_value=999)
    performance = forms.ModelChoiceField(Performance.objects.none())

    def __init__(self, *args, seat, **kwargs):
        super().__init__(*args, **kwargs)
        stage = seat.panel.stage
        self.fields["performance"].queryset = stage.performances.exclude(
            opened_at=None
        ).select_related("entry", "stage__rule_set")

    def sending(self):
        """The arguments of `submit`; refused when the page is not one of ours."""
        if not self.is_valid():
            raise ContestRefused(_("This page is out of date. Load it again."))
        given = self.cleaned_data
        performance = given["performance"]
        return {
            "performance": performance,
            "key": given["key"],
            "version": given["version"],
            "marks": posted_marks(self.data, performance.stage.rule_set.rules),
        }
