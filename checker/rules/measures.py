"""Steps inside a main procedure: compensation measures and skills analysis. Where the law gives a choice, both appear."""

from checker.model import Box, Row, Table
from checker.rules import groups as g
from checker.rules.groups import only, opts

EU_GENERAL = opts("eu_allgemeine_regelung")
THIRD_COUNTRY = opts("drittstaat_reglementiert")
MASTER = opts("meister_gleichwertigkeit")
EXAM_ONLY = opts("REG_DOCTOR", "REG_DENTIST", "REG_PHARM", "REG_VET")
CHOICE = opts("REG_NURSE", "REG_NURSE_SPECIAL", "REG_MIDWIFE", "REG_MEDTECH", "REG_TECHASSIST", "REG_PARAMEDIC") | g.THERAPY
MISSING = opts("partly", "none_not_my_fault")
SOCIAL = opts("LAND_SOCIAL", "LAND_KIPAED")
# Land professions without a law of their own that would exclude the BQFG of the Land.
BQFG_LSA = g.LAND_LAW - SOCIAL - opts("LAND_TEACHER")
ANALYSED = opts("LAND_ERZ", "LAND_HEP", "LAND_ASSIST", "LAND_HEALTH")
JOURNEYMAN = g.CRAFT_A | g.CRAFT_B | opts("DUAL_HWK")


def both(row: str, when: Box, exam: str, *sources: str, reason: str = "wahl", **dates: str) -> tuple[Row, ...]:
    """Adaptation course and examination: the law offers both."""
    return (
        Row(f"{row}-lehrgang", when, "anpassungslehrgang", sources, reason, role="part", **dates),  # type: ignore[arg-type]
        Row(f"{row}-pruefung", when, exam, sources, reason, role="part", **dates),  # type: ignore[arg-type]
    )


def by_level(row: str, when: Box, *sources: str) -> tuple[Row, ...]:
    """Both again, but for a low level of the certificate the law decides (for example HebG § 58(2), MPhG § 2(4a))."""
    return both(row, when, "eignungspruefung", *sources, reason="wahl-niveau")


def one(row: str, when: Box, exam: str, reason: str, *sources: str) -> Row:
    """An examination without a choice."""
    return Row(row, when, exam, sources, reason, role="part")


def eu(profs: frozenset[str]) -> Box:
    """The general system for these occupations."""
    return {"verfahren": EU_GENERAL, "prof": profs}


def tc(profs: frozenset[str]) -> Box:
    """The third-country procedure for these occupations."""
    return {"verfahren": THIRD_COUNTRY, "prof": profs}


FIRST_APPLICATION = (
    one("arzt-eu-pruefung", eu(opts("REG_DOCTOR")), "eignungspruefung", "nur-pruefung", "baeo-3-2"),
    one("zahnarzt-eu-pruefung", eu(opts("REG_DENTIST")), "eignungspruefung", "nur-pruefung", "zhg-2-2"),
    one("apotheker-eu-pruefung", eu(opts("REG_PHARM")), "eignungspruefung", "nur-pruefung", "bapo-4-2"),
    one("tierarzt-eu-pruefung", eu(opts("REG_VET")), "eignungspruefung", "nur-pruefung", "btaeo-4-3"),
    one("arzt-kenntnis", tc(opts("REG_DOCTOR")), "kenntnispruefung", "nur-pruefung", "baeo-3-3", "aeappro-37"),
    one("zahnarzt-kenntnis", tc(opts("REG_DENTIST")), "kenntnispruefung", "nur-pruefung", "zhg-2-3"),
    one("apotheker-kenntnis", tc(opts("REG_PHARM")), "kenntnispruefung", "nur-pruefung", "bapo-4-3"),
    one("tierarzt-kenntnis", tc(opts("REG_VET")), "kenntnispruefung", "nur-pruefung", "btaeo-4-2"),
    *by_level("psych-eu", eu(opts("REG_PSYCH")), "psychthg-12-3", "psychthg-13-2"),
    one("psych-kenntnis", tc(opts("REG_PSYCH")), "kenntnispruefung", "nur-pruefung", "psychthg-11-4"),
    *by_level("pflege-eu", eu(opts("REG_NURSE")), "pflbg-41-3", "pflbg-41-5"),
    *by_level("pflege-58-eu", eu(opts("REG_NURSE_SPECIAL")), "pflbg-41-2", "pflbg-41-5"),
    *both("pflege", tc(opts("REG_NURSE", "REG_NURSE_SPECIAL")), "kenntnispruefung", "pflbg-40-3", "pflbg-40-3a"),
    *by_level("hebamme-eu", eu(opts("REG_MIDWIFE")), "hebg-58-2"),
    *both("hebamme", tc(opts("REG_MIDWIFE")), "kenntnispruefung", "hebg-59"),
    *by_level("therapie-eu", eu(g.THERAPY), *g.therapy_laws("3")),
    *both("therapie", tc(g.THERAPY), "kenntnispruefung", *g.therapy_laws("2")),
    *by_level("medtech-eu", eu(opts("REG_MEDTECH")), "mtbg-50"),
    *both("medtech", tc(opts("REG_MEDTECH")), "kenntnispruefung", "mtbg-51"),
    *by_level("techassist-eu", eu(opts("REG_TECHASSIST")), "ptag-37", "ata-ota-g-47"),
    *both("techassist", tc(opts("REG_TECHASSIST")), "kenntnispruefung", "ptag-38", "ata-ota-g-48"),
    *by_level("notfall-eu", eu(opts("REG_PARAMEDIC")), "notsang-2-4", "notsang-2-4a"),
    *both("notfall", tc(opts("REG_PARAMEDIC")), "kenntnispruefung", "notsang-2-3"),
    *both("pflegehilfe-bund", tc(opts("REG_ASSIST_CARE")), "kenntnispruefung", "pflfassg-26", "pflfassg-27",
          valid_from="2027-01-01"),
    *both("pflegehilfe-land-eu", eu(opts("REG_ASSIST_CARE")), "eignungspruefung", "bqfg-lsa-9", valid_to="2026-12-31"),
    *both("pflegehilfe-land", tc(opts("REG_ASSIST_CARE")), "eignungspruefung", "bqfg-lsa-9", valid_to="2026-12-31"),
    *both("land-eu", eu(BQFG_LSA), "eignungspruefung", "bqfg-lsa-9"),
    *both("land", tc(BQFG_LSA), "eignungspruefung", "bqfg-lsa-9"),
    *both("lehramt-eu", eu(opts("LAND_TEACHER")), "eignungspruefung", "schulg-lsa-30", "alvo-lsa"),
    *both("lehramt", tc(opts("LAND_TEACHER")), "eignungspruefung", "schulg-lsa-30", "alvo-lsa"),
    *both("sozialberufe-eu", eu(SOCIAL), "eignungspruefung", "sozbanerkg-lsa-2"),
    *both("sozialberufe", tc(SOCIAL), "eignungspruefung", "sozbanerkg-lsa-2"),
    *both("architekt-eu", eu(opts("LAND_ARCHITECT")), "eignungspruefung", "archtg-lsa-6a"),
    one("steuer-eignung", eu(opts("REG_TAX")), "eignungspruefung", "nur-pruefung", "stberg-37a"),
    one("pruefer-eignung", eu(opts("REG_TAX_FED")), "eignungspruefung", "nur-pruefung", "wpo-131g", "eupag-1"),
    one("eurag-eignung", only(verfahren=opts("eurag")), "eignungspruefung", "eurag-pruefung", "eurag-16a-3"),
    # HwO § 50c(5): the chamber, not the applicant, decides which measure.
    Row("meister-lehrgang", only(verfahren=opts("meister_gleichwertigkeit"), prof=g.CRAFT_A | g.MASTER_A | opts("MEISTER_B1")),
        "anpassungslehrgang", ("hwo-50c-5",), "kammer-waehlt", role="part"),
    Row("meister-eignung", only(verfahren=opts("meister_gleichwertigkeit"), prof=g.CRAFT_A | g.MASTER_A | opts("MEISTER_B1")),
        "eignungspruefung", ("hwo-50c-5",), "kammer-waehlt", role="part"),
    # BQFG § 14: papers missing for reasons that are not the applicant's own.
    Row("qualifikationsanalyse", only(verfahren=opts("gleichwertigkeit"), prof=(g.DUAL | g.FURTHER) - JOURNEYMAN,
        docs=MISSING), "qualifikationsanalyse", ("bqfg-14",), "papiere-fehlen", role="part"),
    # HwO § 40a sentence 2 refers journeymen to § 50c(4), which does not ask why papers are missing.
    Row("qualifikationsanalyse-geselle", only(verfahren=opts("gleichwertigkeit"), prof=JOURNEYMAN,
        docs=MISSING | opts("none_other")), "qualifikationsanalyse", ("hwo-40a", "hwo-50c-4"), "papiere-fehlen-handwerk",
        role="part"),
    Row("qualifikationsanalyse-land", only(verfahren=opts("gleichwertigkeit"), prof=opts("NR_LAND"), docs=MISSING),
        "qualifikationsanalyse", ("bqfg-lsa-14",), "papiere-fehlen", role="part"),
    # BQFG § 14(1) covers regulated occupations too; the Land act is built alike.
    Row("qualifikationsanalyse-landesberufe", only(verfahren=EU_GENERAL | THIRD_COUNTRY, prof=ANALYSED, docs=MISSING),
        "qualifikationsanalyse", ("bqfg-lsa-14",), "papiere-fehlen", role="part"),
    Row("qualifikationsanalyse-pflegehilfe", only(verfahren=EU_GENERAL | THIRD_COUNTRY, prof=opts("REG_ASSIST_CARE"),
        docs=MISSING), "qualifikationsanalyse", ("bqfg-lsa-14",), "papiere-fehlen", role="part", valid_to="2026-12-31"),
    Row("qualifikationsanalyse-meister", only(verfahren=opts("meister_gleichwertigkeit"),
        docs=MISSING | opts("none_other")), "qualifikationsanalyse", ("hwo-50c-4",), "papiere-fehlen-handwerk",
        role="part"),
)  # fmt: skip


def after_decision(row: Row) -> tuple[Row, ...]:
    """The same measure for people who hold the notice that names it; no new procedure, so the place of training decides."""
    origin = {EU_GENERAL: g.EU, THIRD_COUNTRY: g.THIRD, MASTER: g.FOREIGN}.get(row.when["verfahren"])
    if origin is None or row.then == "qualifikationsanalyse":
        return ()
    when = {**row.when, "verfahren": opts("ausgleich"), "where": origin}
    if row.when["verfahren"] == MASTER:
        when["prof"] = row.when["prof"] & (g.MASTER_A | opts("MEISTER_B1"))
    return (row._replace(id=f"{row.id}-bescheid", when=when),)


MEASURES = Table(
    "measures",
    "collect",
    (*FIRST_APPLICATION, *(copy for row in FIRST_APPLICATION for copy in after_decision(row))),
)
