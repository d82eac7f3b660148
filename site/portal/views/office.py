"""What the back office shows of an account: how the office looks, nothing of the person."""

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, LocaleSettingsPanel, ThemeSettingsPanel
from wagtail.users.models import UserProfile


class OfficeAccountView(AccountView):
    def get_panels(self):
        profile = UserProfile.get_for_user(self.request.user)
        kinds = (LocaleSettingsPanel, ThemeSettingsPanel)
        return [kind(self.request, self.request.user, profile) for kind in kinds]


account = require_admin_access(OfficeAccountView.as_view())
