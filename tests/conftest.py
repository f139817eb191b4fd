"""Settings for all tests: no test is timed, and the continuous integration draws the same examples every time."""

import os

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")
