"""Other routes that are open beside the main procedure."""

from checker.model import Box, Row, Table
from checker.procedures import PROCEDURES
from checker.rules import groups as g
from checker.rules.groups import opts
from checker.rules.main import FOR_WORK

MEISTER = opts("meister_gleichwertigkeit")
RECOGNITION = opts(
    "gleichwertigkeit", "meister_gleichwertigkeit", "eu_allgemeine_regelung", "drittstaat_reglementiert",
    "automatische_anerkennung", "erworbene_rechte", "berufsbezeichnung",
)  # fmt: skip
PEDAGOGY = opts("LAND_ERZ", "LAND_SOCIAL", "LAND_KIPAED", "LAND_TEACHER")


def alternative(row: str, when: Box, then: str, reason: str, *sources: str, **dates: str) -> Row:
    """A route of the role ``alternative``."""
    return Row(row, when, then, sources, reason, role="alternative", **dates)  # type: ignore[arg-type]


def after_refusal(row: Row) -> Row:
    """What was refused, named as information: a new application needs new facts (VwVfG § 51)."""
    when = {**row.when, "verfahren": opts("rechtsbehelf"), "prev": opts("rejected")}
    return row._replace(
        id=f"{row.id}-ablehnung", when=when, role="alternative", reason="nach-ablehnung", sources=(*row.sources, "vwvfg-51")
    )


ALTERNATIVES = Table(
    "alternatives",
    "collect",
    (
        *(after_refusal(row) for row in FOR_WORK if "no" in row.when["prev"] and row.then in RECOGNITION | opts("eurag")),
        alternative("beruf-neben-studium", {"verfahren": opts("zeugnisbewertung"), "prof": g.NON_REGULATED_VOC},
            "gleichwertigkeit", "beruf-neben-studium", "bqfg-3-2", "bqfg-4"),
        alternative("freiwillig-gleichwertig", {"verfahren": opts("keine_anerkennung_noetig"), "prof": g.CRAFT_B,
            "goal": g.WORK, "qual": g.VOC, "prev": g.FIRST, "where": g.FOREIGN}, "gleichwertigkeit",
            "freiwillig-gleichwertig", "hwo-40a"),
        alternative("eu-handwerk", {"verfahren": MEISTER, "prof": (g.CRAFT_A | g.MASTER_A) - g.HEALTH_CRAFT,
            "cit": opts("DE", "EU_EEA_CH")}, "eu_handwerk", "eu-handwerk", "eu-ewr-hwv-2", "hwo-9"),
        # EU/EWR-HwV § 2 no. 1 needs no training at all: six years of own business in another member state.
        alternative("eu-handwerk-erfahrung", {"verfahren": opts("kein_verfahren"), "goal": g.WORK, "qual": g.INFORMAL,
            "prof": g.MASTER_A - g.HEALTH_CRAFT, "cit": opts("DE", "EU_EEA_CH")}, "eu_handwerk", "eu-handwerk",
            "eu-ewr-hwv-2", "hwo-9"),
        alternative("altgeselle", {"verfahren": MEISTER, "prof": (g.CRAFT_A | g.MASTER_A) - g.HEALTH_CRAFT - g.CHIMNEY},
            "altgesellenregelung", "altgeselle", "hwo-7b"),
        alternative("ingenieur-zeugnis", {"verfahren": opts("berufsbezeichnung"), "prof": opts("LAND_ENGINEER",
            "LAND_ARCHITECT", "LAND_ARCHITECT_OTHER")}, "zeugnisbewertung", "arbeit-ohne-titel", "zab-zeugnisbewertung"),
        alternative("berufserlaubnis-arzt", {"verfahren": opts("drittstaat_reglementiert"), "prof": opts("REG_DOCTOR")},
            "berufserlaubnis", "berufserlaubnis", "baeo-10"),
        alternative("berufserlaubnis-zahnarzt", {"verfahren": opts("drittstaat_reglementiert"),
            "prof": opts("REG_DENTIST")}, "berufserlaubnis", "berufserlaubnis", "zhg-13"),
        alternative("berufserlaubnis-apotheker", {"verfahren": opts("drittstaat_reglementiert"),
            "prof": opts("REG_PHARM")}, "berufserlaubnis", "berufserlaubnis", "bapo-11"),
        alternative("kita", {"verfahren": opts("eu_allgemeine_regelung", "drittstaat_reglementiert"), "prof": PEDAGOGY,
            "qual": g.DEGREE}, "kita_fachkraft", "kita", "kifoeg-lsa-21"),
        alternative("extern-neben-validierung", {"verfahren": opts("validierung")}, "externenpruefung",
            "extern-neben-validierung", "bbig-45-2", "hwo-37-2"),
        alternative("extern-kuerzer", {"verfahren": opts("kein_verfahren"), "qual": g.INFORMAL, "goal": g.WORK,
            "prof": g.DUAL}, "externenpruefung", "extern-kuerzer", "bbig-45-2"),
        alternative("ablehnung-validierung", {"verfahren": opts("rechtsbehelf"), "prof": g.DUAL, "age": g.FROM_25},
            "validierung", "ablehnung-validierung", "bbig-50b-2", valid_from="2025-01-01"),
        alternative("ablehnung-extern", {"verfahren": opts("rechtsbehelf"), "prof": g.DUAL}, "externenpruefung",
            "ablehnung-validierung", "bbig-45-2"),
        # BQFG § 3 names no minimum length: a short training can be compared where the state recognised it.
        alternative("kurze-ausbildung", {"goal": g.WORK, "qual": opts("voc_short"), "prof": g.DUAL | opts("NR_LAND"),
            "where": g.FOREIGN}, "gleichwertigkeit", "kurze-ausbildung", "bqfg-3-2", "bqfg-4"),
        alternative("schulzeugnis", {"goal": g.WORK, "qual": opts("school")}, "schulabschluss", "schulzeugnis",
            "lsa-schulzeugnis"),
        alternative("weiterstudieren", {"goal": g.WORK, "qual": opts("unfinished")}, "hochschulzugang",
            "weiterstudieren", "uni-halle-bewerbung"),
        alternative("bvfg", {"verfahren": RECOGNITION, "bvfg": opts("yes")}, "bvfg_wahlrecht", "bvfg", "bvfg-10",
            "bqfg-2"),
        alternative("arbeit-ohne-anerkennung", {"verfahren": frozenset(PROCEDURES) - opts("keine_anerkennung_noetig"),
            "goal": opts("work_any")}, "keine_anerkennung_noetig", "arbeit-ohne-anerkennung", "bqfg-3-5"),
    ),
)  # fmt: skip
