"""The ASGI entry point of the dashboard."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "healthkart.settings")

application = get_asgi_application()
