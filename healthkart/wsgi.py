"""The WSGI entry point of the dashboard."""

import os

from django.core.wsgi import get_wsgi_application

from healthkart.garbage import collect_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "healthkart.settings")

application = get_wsgi_application()
collect_seldom()
