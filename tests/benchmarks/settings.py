"""Settings of production, as far as they run without TLS, with nothing in the way of one who asks all the time."""

import os
from pathlib import Path

from healthkart.settings import *  # noqa: F403
from healthkart.settings import REST_FRAMEWORK, STORAGES

ROOT_URLCONF = "tests.benchmarks.urls"
STATIC_ROOT = Path(os.environ["BENCHMARK_FOLDER"], "static")
# As in production, but not compressed: that takes longer than all the rest, and no answer depends on it.
STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
REST_FRAMEWORK |= {"DEFAULT_THROTTLE_RATES": {"user": None}}
if os.environ.get("BENCHMARK_CACHE") == "0":
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
