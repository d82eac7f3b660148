"""What must be there before anything serves or stores."""

from django.conf import settings
from django.core.checks import Critical, register
from django.core.exceptions import ImproperlyConfigured

SECRETS = ("SECRET_KEY", "FIELD_KEYS", "BLIND_INDEX_KEY")


def missing_secrets():
    return [name for name in SECRETS if not _value(name)]


def _value(name):
    try:
        return getattr(settings, name)
    except ImproperlyConfigured:
        # Django's own guard on an empty SECRET_KEY.
        return ""


def require_secrets():
    if missing := missing_secrets():
        raise ImproperlyConfigured(
            f"Missing secrets: {', '.join(missing)}. `make setup` writes them into var/env."
        )


@register()
def secrets_are_set(app_configs, **kwargs):
    return [
        Critical(f"The secret {name} is not set.", hint="Run `make setup`.", id="portal.C001")
        for name in missing_secrets()
    ]
