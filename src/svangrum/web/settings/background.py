"""Work in the background and mail."""

from __future__ import annotations

from svangrum.web.environment import path, text
from svangrum.web.post import read_address, read_post

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WORK_TASK = "svangrum.jobs.tasks.do_work"

ADDRESS = read_address(text("SVANGRUM_ADDRESS"))
_POST = read_post(text("SVANGRUM_MAIL"), path("SVANGRUM_STORE"))
EMAIL_BACKEND = _POST.backend
EMAIL_FILE_PATH = _POST.folder
EMAIL_HOST = _POST.host
EMAIL_PORT = _POST.port
EMAIL_HOST_USER = _POST.user
EMAIL_HOST_PASSWORD = _POST.password
EMAIL_USE_TLS = _POST.starts_tls
EMAIL_USE_SSL = _POST.is_tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = text("SVANGRUM_MAIL_FROM") or _POST.sender(ADDRESS)
