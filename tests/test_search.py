"""Search: everyday words in four languages, inflections, accents, articles, one typing error."""

from collections.abc import Iterator

import pytest

from checker import knowledge, search
from checker.search import find, fold


def first(query: str, language: str = "de", limit: int = 12) -> list[str]:
    """Ids of the professions found, best first."""
    return [hit["id"] for hit in find(query, language, limit)]


@pytest.mark.parametrize(
    "query",
    ["медсестра", "МЕДСЕСТРА", "медсетра", "ممرضة", "الممرضة", "مُمَرِّضة", "ممرضه", "nurse", "Nurse", "nuse", "nruse",
     "Krankenschwester", "krankenschwestr", "Krankenschweßter", "Pflegefachfrau", "pflegefachman"],
)  # fmt: skip
def test_a_nurse_is_found_first_in_every_language_and_with_a_slip(query: str) -> None:
    assert first(query)[0] == "pflegefachmann"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("Bäcker", "baecker"), ("Baecker", "baecker"), ("Backer", "baecker"), ("Strassenbauer", "strassenbauer"),
        ("Friseurin", "friseur"), ("парикмахер", "friseur"), ("حلاق", "friseur"), ("hairdresser", "friseur"),
        ("doctor", "arzt"), ("طبيب", "arzt"), ("лікар", "arzt"), ("Ärztin", "arzt"), ("cook", "koch"),
        ("Hebamme", "hebamme-weiblich-maennlich-divers"), ("engineer", "ingenieur"), ("Kindergärtnerin", "erzieher"),
        ("Rechtsanwältin", "rechtsanwalt"), ("lawyer", "rechtsanwalt"),
        ("Arzthelferin", "medizinischer-fachangestellter"),
    ],
)  # fmt: skip
def test_everyday_words_lead_to_the_occupation(query: str, wanted: str) -> None:
    assert wanted in first(query)[:5]


def test_a_word_shared_by_several_occupations_offers_them_with_what_distinguishes_them() -> None:
    for query, language in (("electrician", "en"), ("كهربائي", "ar"), ("електрик", "uk"), ("Elektriker", "de")):
        hits = [hit for hit in find(query, language, 12) if hit["id"].startswith("elektro")]
        assert len(hits) >= 3, query
        hints = [hit["hint"] or hit["hint_de"] for hit in hits]
        assert all(hints), query
        assert len(set(hints)) >= len(hints) - 1, query


@pytest.mark.parametrize("language", ["en", "ar", "uk"])
def test_the_most_asked_for_occupations_have_names_in_the_other_languages(language: str) -> None:
    listed = knowledge.names(language)
    asked = [i for i, r in knowledge.table("professions").items() if r["class"].startswith(("REG_", "LAND_"))]
    assert all(listed.get(ident, {}).get("name") for ident in asked)
    assert sum(bool(record.get("name")) for record in listed.values()) >= 150


def test_nonsense_finds_nothing_and_is_no_error() -> None:
    assert first("qqqxyzzy") == []


@pytest.mark.usefixtures("no_lists")
def test_without_lists_of_names_nothing_but_titles_is_searched() -> None:
    assert first("Bäcker")[0] == "baecker"
    assert first("nurse") == []


@pytest.fixture
def no_lists(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in the browser before a list has arrived: the files are not there."""

    def missing(path: str) -> None:
        raise FileNotFoundError(path)

    knowledge.forget_names()
    search.forget()
    with monkeypatch.context() as patch:
        patch.setattr(knowledge, "read", missing)
        yield
    knowledge.forget_names()
    search.forget()


def test_folding_unites_what_readers_type_differently() -> None:
    assert fold("Straße") == fold("strasse")
    assert fold("ёж") == fold("еж")
    assert fold("الطبيب") == fold("طبيب")
    assert fold("Koch (m/w/d)") == "koch m w d"
