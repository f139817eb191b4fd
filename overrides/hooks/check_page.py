"""What the page of the check gets at build time: the first question, lists, addresses of its files."""

from __future__ import annotations

import json
import posixpath
from functools import cache
from typing import Any

from babel import Locale

from checker import catalog, compile_flow, knowledge, present
from checker.questions import QUESTIONS
from overrides.hooks import browser_files
from overrides.hooks.frame import EASY_TAG

STATE, THEN_TODAY = "state.", "ui.then_today"


def context(lang: str, url: str, home: str) -> dict[str, Any]:
    """Return the variables of ``check.html`` for one language.

    ``url`` is the page's address below the site's root, ``home`` that of the language's home page.
    ``first`` is the first question with its texts, ``procedures`` the address of their list. ``data`` is JSON text
    for the scripts: ``manifest`` with the addresses of the files relative to the page, ``states`` and ``districts``
    as lists of ``[id, name, option]``.
    Raises KeyError when a language has no compiled texts.
    """
    here = posixpath.dirname(url)

    def link(path: str) -> str:
        return posixpath.relpath(path, here) + ("/" if path.endswith("/") else "")

    files = browser_files.manifest()
    professions = {code: link(path) for code, path in files["professions"].items()}
    if lang == catalog.EASY:  # Occupations keep their German names.
        professions[EASY_TAG] = professions[catalog.REFERENCE]
    manifest = {
        "flow": link(files["flow"]),
        "texts": link(files["texts"][lang]),
        "details": link(files["details"][lang]),
        "sheet": link(files["sheet"][lang]),
        "german": {stage: link(files[stage][catalog.REFERENCE]) for stage in compile_flow.STAGES},
        "professions": professions,
        "runtime": link(files["runtime"]) if files["runtime"] else "",
        "megabytes": megabytes(),
        "procedures": link(f"{home}verfahren/"),
        "authorities": link(f"{home}stellen/"),
        "report": link(f"{home}fehler-melden/"),
    }
    data = {"manifest": manifest, "states": states(lang), "districts": districts()}
    return {
        "first": present.question(QUESTIONS[0], lang),
        "procedures": manifest["procedures"],
        "data": {name: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for name, value in data.items()},
    }


def megabytes() -> float:
    """Return what stage 2 loads over the wire, in millions of bytes, one decimal."""
    manifest = browser_files.RUNTIME / "manifest.json"
    if not manifest.is_file():
        return 0.0
    transfer: int = json.loads(manifest.read_text(encoding="utf-8"))["transfer"]
    return round(transfer / 1e6, 1)


@cache
def states(lang: str) -> list[list[str]]:
    """Every state code with its name in ``lang`` and the option of the question ``where`` it stands for."""
    return [[code, state_name(code, lang), option] for code, option in knowledge.state_options().items()]


def districts() -> list[list[str]]:
    """Every district's key (AGS) with its German name and the option of the question ``live`` it stands for."""
    names = knowledge.table("districts")
    return [[ags, names[ags]["name"], option] for ags, option in knowledge.district_options().items()]


def state_name(code: str, lang: str) -> str:
    """Return the name of a state; of a predecessor state (``SUHH-EE``) both names, then and today."""
    words = catalog.Catalog(lang)
    then, _, today = code.partition("-")
    name = words.get(STATE + then) or Locale.parse(lang.partition("-")[0]).territories.get(then)
    if not name:
        name = knowledge.table("states")[then]["name"]
    if not today:
        return str(name)
    return words.get(THEN_TODAY).format(then=name, today=state_name(today, lang))
