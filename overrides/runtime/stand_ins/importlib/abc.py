"""Instead of Python's abstract classes for importing, which load half of the file system's modules with them.

Pyodide needs two of them, for modules of JavaScript.
"""

from importlib._abc import Loader  # noqa: F401 - named from here


class MetaPathFinder:
    """What finds modules."""

    def invalidate_caches(self):
        """Have none."""
