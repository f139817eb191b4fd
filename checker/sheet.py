"""The sheet to take along: one case in two columns, the reader's language and German, line by line.

The content is built twice by the same code, once per language, and laid side by side: a line that one side
lacks is an error, never a gap on paper. Lines are numbered through, so that two people can point at one.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, NamedTuple

from checker import knowledge, present
from checker.catalog import REFERENCE, Catalog
from checker.model import UNKNOWN
from checker.questions import QUESTIONS

Case = dict[str, Any]

APPLYING = ("competent", "copy", "translation", "fee", "duration")
REGULATED = ("choice", "work_before", "german_level", *APPLYING)
EXAMINED = ("admission", "date", "preparation", "competent", "copy", "fee")
ASK: dict[str, tuple[str, ...]] = {
    "gleichwertigkeit": ("occupation", "partial", "lost_papers", *APPLYING),
    "meister_gleichwertigkeit": ("business_start", "business_other", "lost_papers", *APPLYING),
    "automatische_anerkennung": ("certificate_home", "work_before", "german_level", *APPLYING),
    "erworbene_rechte": ("certificate_home", "experience", "german_level", *APPLYING),
    "eu_allgemeine_regelung": REGULATED,
    "drittstaat_reglementiert": ("lost_papers", *REGULATED),
    "berufsbezeichnung": ("title", "lost_papers", *APPLYING),
    "dienstleistung_eu": ("service_start", "service_renew", "certificate_home", *APPLYING),
    "eurag": ("route", "title", *APPLYING),
    "zeugnisbewertung": ("apply", "lost_papers", "copy", "translation", "fee", "duration"),
    "hochschulzugang": ("deadline_study", "preparatory", "credits", "german_level", "copy", "translation", "fee"),
    "schulabschluss": ("school", "lost_papers", *APPLYING),
    "gradfuehrung": ("degree", "translation"),
    "validierung": EXAMINED,
    "externenpruefung": EXAMINED,
    "laufendes_verfahren": ("competent", "complete", "send_later", "duration"),
    "ausgleich": ("differences", "choice", "courses", "money", "follow_up"),
    "rechtsbehelf": ("reasons", "appeal_until", "file", "other_ways"),
    "kein_verfahren": ("other_ways", "courses", "money"),
    "keine_anerkennung_noetig": ("papers_for_work", "voluntary", "other_ways"),
}
"""What to ask at the office, by main procedure: keys below ``sheet.ask``."""

OTHERS = {"part": "steps_inside", "alternative": "alternatives", "addon": "addons", "advice": "advice"}
"""Role of a procedure -> the section it stands in with one sentence."""

WORD = re.compile(r"[^\W\d_]{3}")
CONTACT = ("address", "phone", "email", "website")


class Line(NamedTuple):
    """One line in one language.

    ``kind`` is ``text``, ``checkbox`` or ``question``. ``same`` are German names and figures that no language
    changes. ``answer`` is question and id of an occupation, state or district: the page knows more names of those.
    """

    text: str
    kind: str = "text"
    label: str = ""
    note: str = ""
    same: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()


class Section(NamedTuple):
    """Lines under a title, in one language."""

    ident: str
    title: str
    lines: list[Line]


def sheet(answers: object, on: str, language: str) -> dict[str, Any]:
    """The sheet of a case for an ISO date and a language; raises CheckError on bad input."""
    own, german = Catalog(language), Catalog(REFERENCE)
    sides = [content(present.result(answers, on, words.language), words) for words in (own, german)]
    numbers = count(1)
    return {
        "rules_version": present.rules_version(),
        "on": on,
        "lang": language,
        "title": own.get("sheet.title"),
        "german": german.get("sheet.title"),
        "sections": [
            {
                "id": here.ident,
                "title": here.title,
                "german": there.title,
                "lines": [pair(next(numbers), *both, language) for both in zip(here.lines, there.lines, strict=True)],
            }
            for here, there in zip(*sides, strict=True)
        ],
    }


def pair(number: int, own: Line, german: Line, language: str) -> dict[str, Any]:
    """One line of both columns; ``untranslated`` when the reader's side had to fall back to German."""
    words = ((own.label, german.label), (own.text, german.text), (own.note, german.note))
    fallback = (
        language != REFERENCE and not own.answer and any(here == there and WORD.search(here) for here, there in words)
    )
    return {
        "n": number,
        "kind": own.kind,
        "label": own.label,
        "text": own.text,
        "note": own.note,
        "german_label": german.label,
        "german": german.text,
        "german_note": german.note,
        "same": list(own.same),
        "answer": list(own.answer),
        "untranslated": fallback,
    }


def content(case: Case, words: Catalog) -> list[Section]:
    """Every section that has a line, in the order of reading."""
    main = by_role(case, "main")
    sections = [
        section(words, "situation", situation(case, words)),
        section(words, "procedure" if len(main) == 1 else "possible", procedures(main)),
        section(words, "cautions", (Line(caution["text"]) for caution in case["cautions"])),
        section(words, "authority", authorities(case, main, words)),
        section(words, "documents" if len(main) == 1 else "common_documents", documents(main)),
        section(words, "figures", figures(case, main, words)),
        section(words, "steps", steps(main)),
        section(words, "questions", questions(case, main, words)),
        *(section(words, ident, others(case, role)) for role, ident in OTHERS.items()),
        section(words, "rules", rules(case, main, words)),
    ]
    return [found for found in sections if found.lines]


def section(words: Catalog, ident: str, lines: Iterable[Line]) -> Section:
    """A section with its title."""
    return Section(ident, words.get(f"sheet.part.{ident}"), list(lines))


def by_role(case: Case, role: str) -> list[dict[str, Any]]:
    """The procedures of one role, in the order of the result."""
    return [entry for entry in case["procedures"] if entry["role"] == role]


def situation(case: Case, words: Catalog) -> Iterator[Line]:
    """The reader's own answers, in the order of the questions."""
    for question in QUESTIONS:
        value = case["answers"].get(question.id)
        if value is not None:
            label = words.get(f"question.{question.id}.text")
            if value == UNKNOWN or value in question.options:
                yield Line(words.get(f"option.{question.id}.{value}"), label=label)
            else:
                yield Line(entity(question.id, value, words), label=label, answer=(question.id, value))


def entity(question: str, value: str, words: Catalog) -> str:
    """The name of an occupation, a state or a district; in German where the package has no other."""
    if question == "prof":
        title = str(knowledge.table("professions")[value]["title"])
        other = {} if words.language == REFERENCE else knowledge.names(words.language).get(value, {})
        return other.get("name") or title
    if question == "live":
        return str(knowledge.table("districts")[value]["name"])
    states, (then, _, today) = knowledge.table("states"), value.partition("-")
    name = "name_en" if words.language == "en" else "name"
    if not today:
        return str(states[then][name])
    return words.get("ui.then_today").format(then=states[then][name], today=states[today][name])


def procedures(main: list[dict[str, Any]]) -> Iterator[Line]:
    """What applies: one procedure in full, several with one sentence each."""
    for entry in main:
        if len(main) == 1:
            yield Line(entry["what"], label=entry["title"], note=entry["required_text"])
        else:
            yield Line(entry["summary"], label=entry["title"])


def authorities(case: Case, main: list[dict[str, Any]], words: Catalog) -> Iterator[Line]:
    """Who decides, with what is known of the contact."""
    known = dict.fromkeys(ident for entry in main for ident in entry["authority"])
    if len(main) == 1:
        yield Line(
            main[0]["authority_why"], note="" if known else words.get("ui.no_authority"), same=contact(case, known)
        )
        return
    for ident in known:
        titles = [entry["title"] for entry in main if ident in entry["authority"]]
        yield Line(titles[0] if len(titles) == 1 else words.get("sheet.several"), same=contact(case, [ident]))


def contact(case: Case, idents: Iterable[str]) -> tuple[str, ...]:
    """Names of authorities, each followed by its address, telephone and so on."""
    known = [case["authorities"][ident] for ident in idents]
    return tuple(str(one[key]) for one in known for key in ("name", *CONTACT) if one.get(key))


def documents(main: list[dict[str, Any]]) -> Iterator[Line]:
    """The papers asked for by every possible procedure that asks for any."""
    asking = [entry for entry in main if entry["documents"]]
    for ident, text in zip(*(asking[0][key] for key in ("documents", "document_texts")), strict=True) if asking else ():
        if all(ident in entry["documents"] for entry in asking):
            yield Line(text, kind="checkbox")


def figures(case: Case, main: list[dict[str, Any]], words: Catalog) -> Iterator[Line]:
    """Fee and deadline with the day they were checked, and the German that is asked for."""
    if len(main) == 1:
        for name in ("fee", "deadline"):
            figure = main[0][name]
            known = figure and figure["text"]
            note = words.get("ui.checked_on").format(date=day(figure["checked"])) if known else ""
            text = figure["text"] if known else words.get(f"ui.{name}_unknown")
            yield Line(text, label=words.get(f"ui.{name}"), note=note)
        level = case.get("german_level")
        if level:
            yield Line(level["text"], label=words.get("ui.language_level"))


def steps(main: list[dict[str, Any]]) -> Iterator[Line]:
    """What to do next, when one procedure applies."""
    if len(main) == 1:
        yield from map(Line, main[0]["next_steps"])


def questions(case: Case, main: list[dict[str, Any]], words: Catalog) -> Iterator[Line]:
    """What to ask at the office: what the reader does not know, then what the procedure calls for."""
    unknown = [q for q in case["open"] if case["answers"].get(q) == UNKNOWN]
    yield from (Line(words.get(f"question.{q}.card"), kind="question") for q in unknown)
    asked = ASK[main[0]["id"]] if len(main) == 1 else APPLYING
    told = {"german_level": case.get("german_level"), "duration": len(main) == 1 and main[0]["deadline"]}
    yield from (Line(words.get(f"sheet.ask.{name}"), kind="question") for name in asked if not told.get(name))


def others(case: Case, role: str) -> Iterator[Line]:
    """Further procedures with one sentence each; advice also with its contact."""
    for entry in by_role(case, role):
        same = contact(case, entry["authority"]) if role == "advice" else ()
        yield Line(entry["summary"], label=entry["title"], same=same)


def rules(case: Case, main: list[dict[str, Any]], words: Catalog) -> Iterator[Line]:
    """Paragraphs, version and date of the rules, and that this is no legal advice."""
    cites = dict.fromkeys(source["cite"] for entry in main for source in entry["sources"])
    dates = (f"{case['rules_version']} · {day(case['on'])}", " · ".join(cites))
    yield Line(words.get("ui.not_legal_advice"), label=words.get("sheet.rules"), same=dates)


def day(iso: str) -> str:
    """A date as it is written in Germany, in every language of the sheet."""
    return ".".join(reversed(iso.split("-")))
