"""Which recognition procedure applies, who decides, what next: rules, facts and words for Saxony-Anhalt.

Pure Python without dependencies; the same package serves the site's build, the reader's browser (through
Pyodide) and the command line. Public names are those of :mod:`checker.engine` and :mod:`checker.present`.
"""
