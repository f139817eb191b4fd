"""Run the suites that are named, or all of them, and write what they measured."""

from __future__ import annotations

import argparse
import importlib
import sys

from bench import report

SUITES = ("engine", "site", "lighthouse", "start", "browser")


def main() -> int:
    """1 with what was missed when a budget was, otherwise 0."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("suite", nargs="*", help=f"any of: {', '.join(SUITES)}")
    names = parser.parse_args().suite or SUITES
    if unknown := set(names) - set(SUITES):
        parser.error(f"there is no suite {', '.join(sorted(unknown))}; there are {', '.join(SUITES)}")
    missed = []
    for name in names:
        tables = importlib.import_module(f"bench.{name}").measure()
        report.write(name, tables)
        for table in tables:
            print(report.markdown(table))
            missed += table.over
    for line in missed:
        print(f"bench: {line}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
