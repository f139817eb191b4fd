"""The only door for the browser: JSON text in, JSON text out, no exception but MemoryError.

A request is ``{"method": …, "params": {…}}``; the answer ``{"ok": …}`` or
``{"error": {"code", "message", "detail"}}``. Messages are for the log of whoever repairs it; what readers see
comes from the page's catalog by ``code``.
"""

import json
from collections.abc import Callable
from typing import Any

from checker import catalog, engine, knowledge, present, search, sheet
from checker.model import BadRequest, CheckError

LIMIT = 100_000
"""Longest accepted request apart from ``load``, in characters; a case needs a few hundred."""

BRACKETS = 3_500
"""Most opening brackets in a request: Pyodide breaks down at about 4,500 nested ones, before Python notices. The
longest list of occupations has 1,500."""

Params = dict[str, Any]


def hello(_params: Params) -> Any:  # noqa: ANN401 - JSON
    """Say which rules these are."""
    return {"rules_version": present.rules_version(), "languages": list(catalog.LANGUAGES)}


def load(params: Params) -> Any:  # noqa: ANN401
    """Take the compiled catalog and, if given, the profession list of one language."""
    language = language_of(params)
    if params.get("catalog") is not None:
        catalog.register(language, params["catalog"])
    if params.get("names") is not None:
        knowledge.register_names(language, params["names"])
        search.forget()
    return {"lang": language}


def following(params: Params) -> Any:  # noqa: ANN401
    """The next question for the answers so far, and the answers that no longer apply."""
    on = engine.parse_date(params.get("on"))
    kept, dropped = engine.prune(engine.parse_answers(params.get("answers")), on)
    item = engine.next_question(kept, on)
    return {
        "next_question": present.question(item, language_of(params)) if item else None,
        "answers": kept,
        "dropped": dropped,
    }


def check(params: Params) -> Any:  # noqa: ANN401
    """The result for some answers, as `python -m checker check` prints it."""
    return present.result(params.get("answers"), params.get("on"), language_of(params))  # type: ignore[arg-type]


def print_out(params: Params) -> Any:  # noqa: ANN401
    """The sheet to take along; the German catalog has to be loaded beside the reader's."""
    return sheet.sheet(params.get("answers"), params.get("on"), language_of(params))  # type: ignore[arg-type]


def find(params: Params) -> Any:  # noqa: ANN401
    """Professions by name, best first."""
    limit = params.get("limit", 12)
    if not isinstance(limit, int) or not 1 <= limit <= 100:  # noqa: PLR2004
        raise BadRequest("limit must be a whole number from 1 to 100", limit=str(limit)[:20])
    return {"results": search.find(params.get("query"), language_of(params), limit)}


def ask(params: Params) -> Any:  # noqa: ANN401
    """All questions with their texts."""
    return present.questions(language_of(params))


METHODS: dict[str, Callable[[Params], Any]] = {
    "hello": hello, "load": load, "next": following, "check": check, "sheet": print_out, "search": find,
    "questions": ask,
}  # fmt: skip


def language_of(params: Params) -> str:
    """The language of a request, German unless told otherwise; a tag such as ``uk`` or ``de-LS``."""
    language = params.get("lang", catalog.REFERENCE)
    plain = isinstance(language, str) and 1 < len(language) <= 12 and language.replace("-", "").isalnum()  # noqa: PLR2004
    if not plain or not language.isascii():
        raise BadRequest(f"lang {str(language)[:40]!r} is not a language tag such as de or ar", lang=str(language)[:40])
    return str(language)


def call(request: Any) -> str:  # noqa: ANN401 - whatever the browser hands over
    """Answer one request; whatever happens, the answer is JSON, except where there is no memory left to answer with.

    The request is text, or its UTF-8 in an array of JavaScript: that reaches Python at once, text letter by letter.
    """
    try:
        text = str(request.to_bytes(), "utf-8") if hasattr(request, "to_bytes") else request
        return json.dumps({"ok": answer(text)}, ensure_ascii=False)
    except CheckError as error:
        return failure(error.code, str(error), error.detail)
    except RecursionError:
        return failure("bad_request", "the request is nested too deeply", {})
    except MemoryError:
        raise  # The worker gives up this Python and tells the reader.
    except Exception as error:  # noqa: BLE001 - the promise of this door
        return failure("internal", f"{type(error).__name__}", {})


def answer(text: str) -> Any:  # noqa: ANN401
    """Parse and dispatch; raises CheckError on anything the caller can fix."""
    if not isinstance(text, str):
        raise BadRequest("a request is JSON text", got=type(text).__name__)
    if text.count("[") + text.count("{") > BRACKETS:
        raise BadRequest(f"the request has more than {BRACKETS} brackets", length=len(text))
    try:
        request = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadRequest(f"not JSON: {error.msg} at character {error.pos}", position=error.pos) from error
    method = request.get("method") if isinstance(request, dict) else None
    if not isinstance(method, str) or method not in METHODS:
        raise BadRequest(f"method must be one of {', '.join(METHODS)}", allowed=list(METHODS))
    if len(text) > LIMIT and method != "load":
        raise BadRequest(f"the request is longer than {LIMIT} characters", length=len(text))
    params = request.get("params", {})
    if not isinstance(params, dict):
        raise BadRequest("params must be an object", got=type(params).__name__)
    return METHODS[method](params)


def failure(code: str, message: str, detail: dict[str, Any]) -> str:
    """An error answer."""
    return json.dumps({"error": {"code": code, "message": message, "detail": detail}}, ensure_ascii=False, default=str)
