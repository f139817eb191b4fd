"""Settings for all tests: no test is timed, and the continuous integration draws the same examples every time."""

import os

from hypothesis import settings

from tests.hanging import (  # noqa: F401 - hooks of pytest
    pytest_addoption,
    pytest_report_teststatus,
    pytest_runtest_protocol,
    pytest_terminal_summary,
)

settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")
