"""The site's settings for tests: a folder and a key of their own, the encoder without a model."""

import os
import tempfile
from unittest.mock import patch

_ENVIRONMENT = {
    "KIEMCHUNG_MODE": "development",
    "KIEMCHUNG_SECRET_KEY": "tests",
    "KIEMCHUNG_DATA": tempfile.mkdtemp(prefix="kiemchung-site-"),
    "KIEMCHUNG_ENCODER": "fake",
    "KIEMCHUNG_ORIGIN": "https://desk.example",
    "KIEMCHUNG_HOSTS": "testserver",
    "DATABASE_URL": os.environ.get("KIEMCHUNG_TEST_DATABASE_URL", ""),
}

with patch.dict(os.environ, _ENVIRONMENT):
    from kiemchung_site.config.settings import *  # noqa: F403
