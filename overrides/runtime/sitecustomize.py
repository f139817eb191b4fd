"""Python runs this module before anything else in the browser: it makes modules come from one table in memory.

Otherwise Python would look every module up in the zip file of its library, with code that is Python itself and takes
longer than many a module it finds. The table lies in that zip file; `overrides/hooks/bundle.py` writes it. Nothing may
be imported here that is not compiled into Python, as the table is not there yet.
"""

import marshal
import sys

ModuleSpec = type(__spec__)
ARCHIVE = __spec__.loader.archive
MODULES = marshal.loads(__spec__.loader.get_data(f"{ARCHIVE}/modules"))  # noqa: S302 - its hash was compared


class Bundle:
    """Finds and loads the modules of the table, name -> path and code, as if they lay in the zip file."""

    @staticmethod
    def find_spec(name, _path=None, _target=None, /):
        """The specification of a module of the table; None for any other."""
        if name not in MODULES:
            return None
        path = f"{ARCHIVE}/{MODULES[name][0]}"
        folder, _, file = path.rpartition("/")
        spec = ModuleSpec(name, Bundle, origin=path, is_package=file == "__init__.pyc")
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(folder)
        spec.has_location = True
        return spec

    @staticmethod
    def create_module(_spec, /):
        """Let Python create it."""

    @staticmethod
    def exec_module(module, /):
        """Run its code."""
        exec(marshal.loads(MODULES[module.__name__][1]), module.__dict__)  # noqa: S102, S302


# Behind what is compiled into Python, before what looks into folders and archives.
sys.meta_path.insert(2, Bundle)
