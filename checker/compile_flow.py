"""Stage 1: walk every way of answering once and write the question flow as a small graph for the browser.

``flow.<hash>.json`` holds questions, options and the graph. A node is ``[question, [options…], child, [options…],
child …]`` with option numbers (the number after the last option is "I don't know") or, at the end,
``["r", procedure numbers…]`` in the order of the result. Equal nodes are stored once. Where the law changes on a
known day, ``from`` lists the days and the node each period starts with. A test proves graph and engine equal on
every path. Texts and profession lists are written beside it, one file per language.
"""

import datetime
import hashlib
import json
from pathlib import Path
from typing import Any

from checker import knowledge
from checker.catalog import EASY, LANGUAGES, REFERENCE, messages
from checker.engine import Answers, likely_first, next_question
from checker.model import UNKNOWN
from checker.present import RULES_DATE, rules_version
from checker.procedures import PROCEDURES
from checker.questions import BY_ID, QUESTIONS
from checker.rules.authority import AUTHORITY
from checker.rules.main import MAIN

Node = list[Any]
# Texts travel in three files, each loaded when first needed: the questions, the full result, sheet and cards.
STAGES = ("texts", "details", "sheet")
FOR_SHEET = ("sheet.", ".card")
FOR_RESULT = ("procedure.", "document.", "fee.", "deadline.", "reason.", "caution.", "required.", "german.")
WITH_QUESTIONS = (".title", ".summary")


def leaf(answers: Answers, on: str) -> list[str]:
    """The main procedures at the end of a path: the likely one first, as in the result."""
    return list(dict.fromkeys(str(match.row.then) for match in likely_first(answers, on)))


class Graph:
    """Nodes by content, each stored once."""

    def __init__(self) -> None:
        """Start empty."""
        self.nodes: list[Node] = []
        self.seen: dict[str, int] = {}

    def add(self, node: Node) -> int:
        """Number of a node, the old one if an equal node is already there."""
        key = json.dumps(node)
        if key not in self.seen:
            self.seen[key] = len(self.nodes)
            self.nodes.append(node)
        return self.seen[key]

    def build(self, answers: Answers, on: str) -> int:
        """The node that follows these answers."""
        question = next_question(answers, on)
        if question is None:
            return self.add(["r", *(PROCEDURES.index(ident) for ident in leaf(answers, on))])
        children: dict[int, list[int]] = {}
        for number, option in enumerate((*question.options, UNKNOWN)):
            child = self.build({**answers, question.id: option}, on)
            children.setdefault(child, []).append(number)
        node: Node = [list(BY_ID).index(question.id)]
        for child, numbers in children.items():
            node += [numbers, child]
        return self.add(node)


def periods() -> list[str]:
    """The day of the legal check and every later day on which a row begins or ends that decides what is asked."""
    rows = (*MAIN.rows, *AUTHORITY.rows)
    days = {row.valid_from for row in rows} | {after(row.valid_to) for row in rows if row.valid_to}
    return [RULES_DATE, *sorted(day for day in days if day > RULES_DATE)]


def after(day: str) -> str:
    """The day after an ISO date."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def flow() -> dict[str, Any]:
    """The whole graph as JSON data."""
    graph = Graph()
    starts: list[list[Any]] = []
    for day in periods():
        root = graph.build({}, day)
        if not starts or starts[-1][1] != root:
            starts.append([day, root])
    return {
        "v": rules_version(),
        "q": list(BY_ID),
        "o": {question.id: question.options for question in QUESTIONS},
        "p": PROCEDURES,
        "nodes": graph.nodes,
        "from": starts,
    }


def stage_of(key: str) -> str:
    """The file a text travels in."""
    if key.startswith(FOR_SHEET) or key.endswith(FOR_SHEET):
        return "sheet"
    return "details" if key.startswith(FOR_RESULT) and not key.endswith(WITH_QUESTIONS) else "texts"


def compiled_texts(language: str, stage: str) -> dict[str, Any]:
    """Key -> text (a list for plurals) of one stage; keys that fall back to German are listed under ``"german"``."""
    own, german = messages(language), messages(REFERENCE)
    keys = [key for key in german if stage_of(key) == stage]
    found: dict[str, Any] = {}
    for key in keys:
        forms = own.get(key, german[key])
        found[key] = forms[0] if len(forms) == 1 else forms
    fallback = [key for key in keys if key not in own]
    return {"texts": found, "german": fallback}


def profession_list(language: str) -> list[list[Any]]:
    """Rows of id, class, German title, name, other words, hint for the browser's search."""
    names = knowledge.names(language)
    rows = []
    for ident, record in knowledge.table("professions").items():
        own = names.get(ident, {})
        rows.append(
            [ident, record["class"], record["title"], own.get("name", ""), own.get("also", []), own.get("hint", "")]
        )
    return rows


def write(out: Path) -> dict[str, Any]:
    """Write all files of stage 1 below ``out`` under hashed names; returns name -> file name, texts by language."""
    out.mkdir(parents=True, exist_ok=True)
    manifest: dict[str, Any] = {"version": rules_version(), "professions": {}, **{stage: {} for stage in STAGES}}
    manifest["flow"] = save(out, "flow", flow())
    for language in (*LANGUAGES, EASY):
        for stage in STAGES:
            manifest[stage][language] = save(out, f"{stage}.{language}", compiled_texts(language, stage))
    for language in knowledge.NAME_LANGUAGES:
        manifest["professions"][language] = save(out, f"professions.{language}", profession_list(language))
    return manifest


def save(out: Path, stem: str, data: object) -> str:
    """Write compact JSON under a name that carries its content's hash; returns the name."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    name = f"{stem}.{hashlib.sha256(text.encode()).hexdigest()[:12]}.json"
    (out / name).write_text(text, encoding="utf-8")
    return name
