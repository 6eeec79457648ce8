"""The WSGI entry point of the dashboard."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "healthkart.settings")

application = get_wsgi_application()
