"""The WSGI entry point of the dashboard."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "healthkart.settings")

application = get_wsgi_application()

# What is loaded by now stays. Collecting garbage amid the thousands of rows of a page would look through all of it.
gc.collect()
gc.freeze()
