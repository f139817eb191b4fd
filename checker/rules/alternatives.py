"""Other routes that are open beside the main procedure."""

from checker.model import Box, Row, Table
from checker.procedures import PROCEDURES
from checker.rules import groups as g
from checker.rules.groups import only, opts
from checker.rules.main import FOR_WORK, OTHER_PASS

MEISTER = opts("meister_gleichwertigkeit")
RECOGNITION = opts(
    "gleichwertigkeit", "meister_gleichwertigkeit", "eu_allgemeine_regelung", "drittstaat_reglementiert",
    "automatische_anerkennung", "erworbene_rechte", "berufsbezeichnung",
)  # fmt: skip
PEDAGOGY = opts("LAND_ERZ", "LAND_HEP", "LAND_SOCIAL", "LAND_KIPAED", "LAND_TEACHER")


# Vets with a passport of EU, EEA or Switzerland fall under BTÄO § 4(3), wherever they trained.
TEMPORARY_LICENCES: tuple[tuple[str, str, tuple[str, ...], Box], ...] = (
    ("arzt", "REG_DOCTOR", ("baeo-10",), {}),
    ("zahnarzt", "REG_DENTIST", ("zhg-13",), {}),
    ("apotheker", "REG_PHARM", ("bapo-11",), {}),
    ("facharzt", "REG_SPECIALIST", ("baeo-10", "zhg-13"), {}),
    ("tierarzt", "REG_VET", ("btaeo-11",), {"cit": OTHER_PASS}),
    ("psych", "REG_PSYCH", ("psychthg-3",), {}),
)


def alternative(
    row: str, when: Box, then: str, reason: str, *sources: str, any_of: tuple[Box, ...] = (), **dates: str
) -> Row:
    """A route of the role ``alternative``."""
    return Row(row, when, then, sources, reason, any_of=any_of, role="alternative", **dates)  # type: ignore[arg-type]


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
        alternative("eu-handwerk-ohne-abschluss", {"verfahren": opts("validierung", "externenpruefung", "kein_verfahren"),
            "goal": g.WORK, "qual": g.INFORMAL, "prof": g.CRAFT_A - g.HEALTH_CRAFT, "self": opts("own"),
            "cit": opts("DE", "EU_EEA_CH")}, "eu_handwerk", "eu-handwerk", "eu-ewr-hwv-2", "hwo-9"),
        # A notice or an application about the journeyman level leaves the own business to this way.
        alternative("eu-handwerk-bescheid", {"verfahren": opts("ausgleich", "laufendes_verfahren"), "goal": g.WORK,
            "qual": g.FORMAL, "cit": opts("DE", "EU_EEA_CH")}, "eu_handwerk", "eu-handwerk", "eu-ewr-hwv-2", "hwo-9",
            any_of=(only(prof=g.MASTER_A - g.HEALTH_CRAFT), only(prof=g.CRAFT_A - g.HEALTH_CRAFT, self=opts("own")))),
        alternative("ablehnung-eu-handwerk", {"verfahren": opts("rechtsbehelf"), "prof": g.MASTER_A - g.HEALTH_CRAFT,
            "cit": opts("DE", "EU_EEA_CH")}, "eu_handwerk", "eu-handwerk", "eu-ewr-hwv-2", "hwo-9"),
        alternative("ablehnung-altgeselle", {"verfahren": opts("rechtsbehelf"), "prof": g.MASTER_A - g.HEALTH_CRAFT - g.CHIMNEY},
            "altgesellenregelung", "altgeselle", "hwo-7b"),
        alternative("validierung-kuerzer", {"verfahren": opts("kein_verfahren"), "qual": g.INFORMAL, "goal": g.WORK,
            "prof": g.DUAL, "exp": opts("lt"), "age": g.FROM_25, "live": g.IN_GERMANY}, "validierung", "extern-kuerzer",
            "bbig-50b-3", "hwo-41b-3", valid_from="2025-01-01"),
        # HwO § 18 opens the business without a qualification; validation and examination are then a choice.
        alternative("validierung-gewerbe", {"verfahren": opts("keine_anerkennung_noetig"), "goal": g.WORK,
            "qual": g.INFORMAL, "prof": g.CRAFT_B, "age": g.FROM_25}, "validierung", "gewerbe-freiwillig-pruefen", "bbig-50b-2",
            "hwo-41b", any_of=(only(live=g.IN_GERMANY), only(live=g.ABROAD, exp_de=opts("half"))),
            valid_from="2025-01-01"),
        alternative("extern-gewerbe", {"verfahren": opts("keine_anerkennung_noetig"), "goal": g.WORK,
            "qual": g.INFORMAL, "prof": g.CRAFT_B}, "externenpruefung", "gewerbe-freiwillig-pruefen", "bbig-45-2", "hwo-37-2"),
        # Directive Art. 49(1) covers listed diplomas only; for others ArchtG-LSA § 6(2) compares.
        alternative("architekt-nicht-genannt", {"verfahren": opts("erworbene_rechte"), "prof": opts("LAND_ARCHITECT")},
            "eu_allgemeine_regelung", "architekt-nicht-genannt", "archtg-lsa-6-2", "archtg-lsa-6a"),
        alternative("naechster-beruf", {"verfahren": opts("kein_verfahren"), "goal": g.WORK, "qual": g.VOC,
            "prof": opts("NO_REF"), "where": g.FOREIGN, "prev": g.FIRST}, "gleichwertigkeit", "naechster-beruf", "bqfg-4", "bqfg-7-2"),
        alternative("kurzer-meister", {"goal": g.WORK, "qual": opts("voc_short"), "prof": g.MASTER_A | opts("MEISTER_B1"),
            "where": g.FOREIGN}, "meister_gleichwertigkeit", "kurze-ausbildung", "hwo-50c", "bqfg-3-2"),
        alternative("altgeselle", {"verfahren": MEISTER, "goal": g.WORK, "qual": g.VOC, "prof": (g.CRAFT_A | g.MASTER_A) - g.HEALTH_CRAFT - g.CHIMNEY},
            "altgesellenregelung", "altgeselle", "hwo-7b"),
        # The journeyman decision opens the German master examination and starts the years of HwO § 7b.
        alternative("geselle-zuerst", {"verfahren": MEISTER, "goal": g.WORK, "qual": g.VOC, "prev": g.FIRST,
            "where": g.FOREIGN, "prof": g.CRAFT_A}, "gleichwertigkeit", "geselle-zuerst", "hwo-40a", "hwo-49-1"),
        alternative("ingenieur-zeugnis", {"verfahren": opts("berufsbezeichnung"), "prof": opts("LAND_ENGINEER",
            "LAND_ARCHITECT", "LAND_ARCHITECT_OTHER")}, "zeugnisbewertung", "arbeit-ohne-titel", "zab-zeugnisbewertung"),
        # BÄO § 10(1) and its twins ask for a completed training, not for a certain stage: open beside a pending
        # application and after a notice. BTÄO § 11: four years; PsychThG § 3(1): a claim, not discretion.
        *(alternative(f"berufserlaubnis-{name}", {"prof": opts(prof)}, "berufserlaubnis", "berufserlaubnis", *laws,
            any_of=(only(verfahren=opts("drittstaat_reglementiert")),
                    only(verfahren=opts("ausgleich", "laufendes_verfahren"), where=g.THIRD, **more)))
          for name, prof, laws, more in TEMPORARY_LICENCES),
        # KiFöG LSA § 21(3) no. 3 does not depend on a recognition, so a notice or a refusal leaves it open.
        alternative("kita", {"verfahren": opts("eu_allgemeine_regelung", "drittstaat_reglementiert", "ausgleich",
            "rechtsbehelf"), "prof": PEDAGOGY, "qual": g.DEGREE, "live": g.LSA | g.ABROAD}, "kita_fachkraft", "kita",
            "kifoeg-lsa-21"),
        # The same with a degree in pedagogy itself, whose holders need no recognition at all.
        alternative("kita-paedagogik", {"verfahren": opts("zeugnisbewertung"), "prof": opts("ACAD_PEDAGOGY"), "live": g.LSA | g.ABROAD},
            "kita_fachkraft", "kita", "kifoeg-lsa-21"),
        alternative("extern-neben-validierung", {"verfahren": opts("validierung")}, "externenpruefung",
            "extern-neben-validierung", "bbig-45-2", "hwo-37-2"),
        alternative("extern-kuerzer", {"verfahren": opts("kein_verfahren"), "qual": g.INFORMAL, "goal": g.WORK,
            "prof": g.DUAL}, "externenpruefung", "extern-kuerzer", "bbig-45-2", "hwo-37-2"),
        *(alternative(f"ablehnung-validierung{abroad}", {"verfahren": opts("rechtsbehelf"), "prof": g.DUAL, "age": g.FROM_25,
            **place}, "validierung", "ablehnung-validierung", "bbig-50b-2", "hwo-41b-2", valid_from="2025-01-01")
          for abroad, place in (("", {"live": g.IN_GERMANY}), ("-ausland", {"live": g.ABROAD, "exp_de": opts("half")}))),
        alternative("ablehnung-extern", {"verfahren": opts("rechtsbehelf"), "prof": g.DUAL}, "externenpruefung",
            "ablehnung-validierung", "bbig-45-2", "hwo-37-2"),
        alternative("teilweise-extern", {"verfahren": opts("ausgleich"), "prof": g.DUAL}, "externenpruefung",
            "extern-neben-studium", "bbig-45-2", "hwo-37-2"),
        # BBiG § 50b(2) no. 2 closes validation only to a degree in the reference occupation itself.
        alternative("extern-neben-studium", {"verfahren": opts("zeugnisbewertung"), "goal": g.WORK, "prof": g.DUAL},
            "externenpruefung", "extern-neben-studium", "bbig-45-2", "hwo-37-2"),
        # BQFG § 3 names no minimum length: a short training can be compared where the state recognised it.
        alternative("kurze-ausbildung", {"goal": g.WORK, "qual": opts("voc_short"), "prof": g.DUAL | g.FURTHER | opts("NR_LAND"),
            "where": g.FOREIGN}, "gleichwertigkeit", "kurze-ausbildung", "bqfg-3-2", "bqfg-4"),
        # The German training is itself short, and neither BQFG LSA nor GDG LSA § 31a names a minimum length.
        *(alternative(f"kurz-reglementiert-{origin}", {"goal": g.WORK, "qual": opts("voc_short"), "prof": g.SHORT,
            "where": states}, procedure, "kurze-ausbildung", "bqfg-3-2", "bqfg-lsa-9")
          for origin, states, procedure in (("eu", g.EU, "eu_allgemeine_regelung"),
                                            ("drittstaat", g.THIRD, "drittstaat_reglementiert"))),
        # FahrlG § 3 names no minimum length either, and excludes the BQFG.
        *(alternative(f"kurz-fahrlehrer-{origin}", {"goal": g.WORK, "qual": opts("voc_short"), "prof": g.INSTRUCTOR,
            "where": states}, procedure, "kurze-ausbildung", "fahrlg-3-1", "fahrlg-3-2")
          for origin, states, procedure in (("eu", g.EU, "eu_allgemeine_regelung"),
                                            ("drittstaat", g.THIRD, "drittstaat_reglementiert"))),
        alternative("schulzeugnis", {"goal": g.WORK, "qual": opts("school")}, "schulabschluss", "schulzeugnis",
            "lsa-schulzeugnis"),
        alternative("weiterstudieren", {"goal": g.WORK, "qual": opts("unfinished")}, "hochschulzugang",
            "weiterstudieren", "uni-halle-bewerbung"),
        alternative("bvfg", {"verfahren": RECOGNITION | opts("zeugnisbewertung"), "bvfg": opts("yes"), "live": g.IN_GERMANY, "where": g.FOREIGN}, "bvfg_wahlrecht", "bvfg", "bvfg-10",
            "bqfg-2"),
        alternative("arbeit-ohne-anerkennung", {"verfahren": frozenset(PROCEDURES) - opts("keine_anerkennung_noetig"),
            "goal": opts("work_any")}, "keine_anerkennung_noetig", "arbeit-ohne-anerkennung", "bqfg-3-5"),
    ),
)  # fmt: skip
