"""The command line: questions, check, sheet, search, review. Exit code 2 and one clear message for bad input."""

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import Any

from checker import present, review, search, sheet
from checker.bridge import language_of
from checker.model import BadRequest, CheckError

LARGEST = 1_000_000
"""Longest accepted answers file in bytes; a full case is a few hundred."""


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="python -m checker", description="Recognition check for Saxony-Anhalt.")
    commands = top.add_subparsers(dest="command", required=True, metavar="questions|check|sheet|search|review")
    ask = commands.add_parser("questions", help="every question with its options (JSON)")
    check = commands.add_parser("check", help="the result for a case (JSON)")
    two = commands.add_parser("sheet", help="the sheet to take along, German beside the language (JSON)")
    for command in (check, two):
        example = 'a JSON file such as {"goal": "study", "where": "UA"}; - reads standard input'
        today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
        command.add_argument("answers", help=example)
        command.add_argument("--on", default=today, metavar="YYYY-MM-DD")
    find = commands.add_parser("search", help="professions by name in any language (JSON, best first)")
    find.add_argument("query")
    find.add_argument("--limit", type=int, default=12)
    for command in (ask, check, two, find):
        command.add_argument("--lang", default="de", help="language of the texts, de unless given")
    tables = commands.add_parser("review", help="the tables as a German review page and CSV")
    tables.add_argument("out", help="folder to write to")
    return top


def read_answers(name: str) -> object:
    """Parse the answers file; BadRequest says what is wrong with it and where."""
    try:
        data = sys.stdin.buffer.read(LARGEST + 1) if name == "-" else read_at_most(Path(name))
    except OSError as error:
        raise BadRequest(f"{name}: cannot be read ({error.strerror})", file=name) from error
    if len(data) > LARGEST:
        raise BadRequest(f"{name}: larger than {LARGEST} bytes; an answers file has a few hundred", file=name)
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadRequest(f"{name}: not UTF-8 text (byte {error.start})", file=name) from error
    except json.JSONDecodeError as error:
        raise BadRequest(
            f"{name}, line {error.lineno}, column {error.colno}: not JSON: {error.msg}", file=name
        ) from error
    except RecursionError as error:
        raise BadRequest(f"{name}: nested too deeply", file=name) from error


def read_at_most(path: Path) -> bytes:
    """The beginning of a file, one byte more than is accepted."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def run(options: argparse.Namespace) -> Any:  # noqa: ANN401 - JSON
    """Carry out one command; the value is printed as JSON."""
    if options.command == "review":
        return review.write(Path(options.out))
    language = language_of({"lang": options.lang})
    if options.command == "questions":
        return present.questions(language)
    if options.command == "search":
        if not 1 <= options.limit <= 100:  # noqa: PLR2004
            raise BadRequest("--limit must be from 1 to 100", limit=options.limit)
        return search.find(options.query, language, options.limit)
    make = sheet.sheet if options.command == "sheet" else present.result
    return make(read_answers(options.answers), options.on, language)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 0 when it worked, 2 when the input was wrong."""
    options = parser().parse_args(arguments)
    try:
        print(json.dumps(run(options), ensure_ascii=False, indent=1))
    except CheckError as error:
        print(f"checker: {error}", file=sys.stderr)
        return 2
    return 0
