"""Django's settings, by what they are about. What a running service may need to change is an environment variable."""

from svangrum.web.settings.background import *
from svangrum.web.settings.files import *
from svangrum.web.settings.logs import *
from svangrum.web.settings.sign_in import *
from svangrum.web.settings.site import *
