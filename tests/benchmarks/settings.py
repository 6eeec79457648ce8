"""Settings of production, as far as they run without TLS, with nothing in the way of one who asks all the time."""

import os
from pathlib import Path

from healthkart.settings import *  # noqa: F403
from healthkart.settings import CACHES, REST_FRAMEWORK, STORAGES

ROOT_URLCONF = "tests.benchmarks.urls"
STATIC_ROOT = Path(os.environ["BENCHMARK_FOLDER"], "static")
if os.environ.get("BENCHMARK_COMPRESSED") == "1":
    STATIC_ROOT = STATIC_ROOT.with_name("static-compressed")
    STORAGES |= {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    WHITENOISE_KEEP_ONLY_HASHED_FILES = True
else:  # that takes longer than all the rest, and no other answer depends on it
    STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
REST_FRAMEWORK |= {"DEFAULT_THROTTLE_RATES": {"user": None}}
if os.environ.get("BENCHMARK_CACHE") == "0":
    CACHES = {name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in CACHES}
if os.environ.get("BENCHMARK_WHEELS_PLOTLY") == "1":
    NODE_MODULES = STATIC_ROOT.with_name("no-node-modules")
