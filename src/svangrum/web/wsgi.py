"""The way in for another server than ``svangrum serve``: see docs/how-to/run-a-service.md."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "svangrum.web.settings")

application = get_wsgi_application()
settings.SECRET_KEY  # noqa: B018 - Django refuses an empty key when it is read: let that be now, not at a visit
