"""The door for the application server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from competitions import hall  # noqa: E402
from exams import door  # noqa: E402
from portal.checks import require_secrets  # noqa: E402

application = door.before(hall.before(application))
require_secrets()
