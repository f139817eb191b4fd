"""Instead of what installs packages in Pyodide: the worker puts two wheels in their place itself."""


class Place:
    """A path, of which Pyodide asks for the text."""

    def __init__(self, path):
        """Name a folder."""
        self.path = path

    def __str__(self):
        """Give its text."""
        return self.path


SITE_PACKAGES = Place("/lib/python3.13/site-packages")
DSO_DIR = Place("/usr/lib")


def init_loaded_packages():
    """Know of none."""
