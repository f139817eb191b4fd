"""Which procedure: exactly one row for every way of answering, grouped by law, no default row.

Rows follow the order: guards, goals other than work, experience without a certificate, then the main
procedures law by law. Every row cites the paragraph it states.
"""

from checker.model import Box, Row, Table
from checker.rules import groups as g
from checker.rules.groups import but, only, opts

# Who may use the full procedure for work: holders of a formal qualification who want to work, and
# people who want to serve temporarily without the right to do so (rule 1.4: "otherwise the full procedure").
SERVICE_OPEN: tuple[Box, ...] = (only(service=opts("yes")),)
SERVICE_CLOSED: tuple[Box, ...] = (only(service=opts("no")),)
SERVICE = opts("temp_service")
SERVING: tuple[Box, ...] = tuple(only(goal=SERVICE, **box) for box in SERVICE_CLOSED)
APPLICANTS: tuple[Box, ...] = (
    only(goal=g.WORK, qual=g.FORMAL),
    *SERVING,
)
WORKERS: tuple[Box, ...] = (only(goal=g.WORK, qual=g.FORMAL),)
VOC_WORKERS: tuple[Box, ...] = (only(goal=g.WORK, qual=g.VOC),)
DEGREE_WORKERS: tuple[Box, ...] = (only(goal=g.WORK, qual=g.DEGREE),)
TITLE_HOLDERS: tuple[Box, ...] = (*DEGREE_WORKERS, *SERVING)
OWN_BUSINESS: tuple[Box, ...] = (
    only(goal=g.WORK, qual=g.FORMAL, self=opts("own")),
    *SERVING,
)
EMPLOYED_VOC: tuple[Box, ...] = (only(goal=g.WORK, qual=g.VOC, self=opts("employed")),)
EMPLOYED_DEGREE: tuple[Box, ...] = (only(goal=g.WORK, qual=g.DEGREE, self=opts("employed")),)
UNDER_LAND_LAW = g.LAND_LAW | g.TITLE_ONLY | opts("REG_ASSIST_CARE", "LAND_ARCHITECT", "NR_LAND")
NEEDED_NOWHERE = but("prof", *(g.NEEDS_LICENCE | g.TITLE_ONLY))

# HwO §§ 1, 7: the journeyman level, which a § 40a decision equals, opens no business in an Annex A trade.
OWN_CRAFT = {"prof": g.CRAFT_A, "goal": g.WORK, "qual": g.FORMAL, "self": opts("own")}
NOT_OWN_CRAFT: tuple[Box, ...] = (
    only(goal=g.WORK, qual=g.FORMAL, prof=but("prof", *g.CRAFT_A)),
    only(goal=g.WORK, qual=g.FORMAL, prof=g.CRAFT_A, self=opts("employed")),
    *SERVING,
)
GUARDS = (
    # Only foreign qualifications need recognition (BQFG § 2(1)); GDR certificates are domestic.
    Row("inland", only(where=opts("DE"), prev=g.FIRST_HERE), "keine_anerkennung_noetig", ("bqfg-2-2", "bqfg-6-1"), "inland",
        any_of=APPLICANTS),
    Row("inland-ddr", only(where=opts("GDR"), prev=g.FIRST_HERE), "keine_anerkennung_noetig",
        ("einigvtr-37",), "inland-ddr", any_of=APPLICANTS),
    Row("inland-ziel", only(goal=opts("study", "train_school"), where=opts("DE")), "keine_anerkennung_noetig",
        ("bqfg-2-2", "bqfg-6-1"), "inland"),
    Row("inland-ziel-ddr", only(goal=opts("study", "train_school"), where=opts("GDR")), "keine_anerkennung_noetig",
        ("einigvtr-37",), "inland-ddr"),
    Row("inland-grad", only(goal=opts("title"), qual=g.DEGREE, where=opts("DE")), "keine_anerkennung_noetig",
        ("hsg-lsa-19",), "inland"),
    Row("inland-grad-ddr", only(goal=opts("title"), qual=g.DEGREE, where=opts("GDR")), "keine_anerkennung_noetig",
        ("einigvtr-37",), "inland-ddr"),
    # A decision that exists is used, not repeated (BQFG § 6(5)).
    Row("schon-gleichwertig", only(prev=opts("full")), "keine_anerkennung_noetig", ("bqfg-6-5",), "schon-gleichwertig",
        any_of=NOT_OWN_CRAFT),
    Row("schon-bvfg", only(prev=opts("bvfg")), "keine_anerkennung_noetig", ("bvfg-10", "ihk-fosa-faq"),
        "schon-bvfg", any_of=NOT_OWN_CRAFT),
    Row("schon-anderes-land", only(prev=g.OTHER_LAND, where=g.FOREIGN, prof=but("prof", *UNDER_LAND_LAW)),
        "keine_anerkennung_noetig", ("bqfg-6-5",), "schon-anderes-land", any_of=NOT_OWN_CRAFT),
    Row("geselle-betrieb", only(prof=g.CRAFT_A), "meister_gleichwertigkeit", ("hwo-1", "hwo-7-3", "hwo-50c"), "geselle-betrieb",
        any_of=(only(prev=opts("full", "bvfg"), **OWN_CRAFT), only(prev=g.OTHER_LAND, where=g.FOREIGN, **OWN_CRAFT))),
    Row("antrag-laeuft", only(prev=opts("pending")), "laufendes_verfahren", ("bqfg-6-2", "bqfg-6-3", "vwgo-75"),
        "antrag-laeuft", any_of=APPLICANTS),
    Row("teilweise", only(prev=opts("partial")), "ausgleich", ("bqfg-7-2", "bqfg-10"), "teilweise",
        any_of=APPLICANTS),
    Row("abgelehnt", only(prev=opts("rejected")), "rechtsbehelf", ("vwgo-70", "vwgo-74", "bqfg-16"), "abgelehnt",
        any_of=APPLICANTS),
)  # fmt: skip

GOALS = (
    Row("studium", only(goal=opts("study"), where=g.FOREIGN), "hochschulzugang", ("uni-halle-bewerbung",), "studium"),
    Row("ausbildung-schule", only(goal=opts("train_school"), where=g.FOREIGN), "schulabschluss",
        ("lsa-schulzeugnis",), "ausbildung-schule"),
    Row("grad", only(goal=opts("title"), qual=g.DEGREE, where=g.FOREIGN), "gradfuehrung", ("hsg-lsa-19",), "grad"),
    Row("grad-ohne", only(goal=opts("title"), qual=but("qual", *g.DEGREE)), "kein_verfahren",
        ("hsg-lsa-19",), "grad-ohne"),
    # Directive Art. 5-7: nationals of EU/EEA/CH, lawfully established there, declaration first.
    Row("dienstleistung", only(goal=SERVICE, prof=g.OWN_LAW | g.LAND_LAW | g.TITLE_ONLY
        | opts("REG_TAX", "REG_TAX_FED", "REG_ASSIST_CARE", "LAND_ARCHITECT")),
        "dienstleistung_eu", ("rl-2005-36-5", "rl-2005-36-7"), "dienstleistung", any_of=SERVICE_OPEN),
    Row("dienstleistung-heilberuf", only(goal=SERVICE, prof=g.HEALTH_FED), "dienstleistung_eu",
        ("rl-2005-36-5", "rl-2005-36-7", "pflbg-44", "baeo-10b", "bapo-11a", "btaeo-11a", "psychthg-15", "mphg-1-2"),
        "dienstleistung", any_of=SERVICE_OPEN),
    # EuRAG § 25: no declaration beforehand. Judges and notaries hold a public office: row "justiz".
    Row("dienstleistung-anwalt", only(goal=SERVICE, prof=opts("REG_LAWYER")), "dienstleistung_eu",
        ("eurag-25", "eurag-26"), "dienstleistung-anwalt", any_of=SERVICE_OPEN),
    Row("dienstleistung-justiz", only(goal=SERVICE, prof=opts("REG_JUSTICE")), "kein_verfahren",
        ("drig-112a", "bnoto-5-5"), "justiz", any_of=SERVICE_OPEN),
    Row("dienstleistung-handwerk", only(goal=SERVICE, prof=g.CRAFT_A | g.MASTER_A), "dienstleistung_eu",
        ("eu-ewr-hwv-8",), "dienstleistung", any_of=SERVICE_OPEN),
    Row("dienstleistung-frei", only(goal=SERVICE, prof=NEEDED_NOWHERE), "keine_anerkennung_noetig",
        ("bqfg-3-5", "rl-2005-36-5"), "dienstleistung-frei", any_of=SERVICE_OPEN),
)  # fmt: skip

def together(*alternatives: tuple[Box, ...]) -> tuple[Box, ...]:
    """Every combination of one box from each group."""
    boxes: tuple[Box, ...] = ({},)
    for group in alternatives:
        boxes = tuple({**one, **other} for one in boxes for other in group)
    return boxes


ENTER = only(goal=g.WORK, qual=g.INFORMAL)
# HwO § 18: a business in an Annex B trade needs no qualification, so experience is examined only if readers want it.
BY_EXPERIENCE: tuple[Box, ...] = (only(prof=g.DUAL - g.CRAFT_B), only(prof=g.CRAFT_B, self=opts("employed")))
IN_FREE_TRADE: tuple[Box, ...] = (only(prof=opts("GEWERBE_B2", "MEISTER_B1")), only(prof=g.CRAFT_B, self=opts("own")))
EXPERIENCE = (
    # BBiG § 50b(2), HwO § 41b: 25 years, 1.5 times the training time, residence or half of the work in Germany.
    # Validation exists since 2025-01-01 (BVaDiG); before that day the external examination was the only way.
    Row("validierung", {**ENTER, "exp": opts("ge"), "age": g.FROM_25}, "validierung", ("bbig-50b-2", "hwo-41b"), "validierung",
        any_of=together(BY_EXPERIENCE, (only(live=g.IN_GERMANY), only(live=g.ABROAD, exp_de=opts("half")))),
        valid_from="2025-01-01"),
    Row("extern-ausland", {**ENTER, "exp": opts("ge"), "age": g.FROM_25, "live": g.ABROAD, "exp_de": opts("less")},
        "externenpruefung", ("bbig-45-2", "hwo-37-2"), "extern-ausland", any_of=BY_EXPERIENCE, valid_from="2025-01-01"),
    Row("extern-jung", {**ENTER, "exp": opts("ge"), "age": opts("u25")}, "externenpruefung",
        ("bbig-45-2", "hwo-37-2"), "extern-jung", any_of=BY_EXPERIENCE, valid_from="2025-01-01"),
    Row("extern-vor-2025", {**ENTER, "exp": opts("ge")}, "externenpruefung",
        ("bbig-45-2", "hwo-37-2"), "extern-vor-2025", any_of=BY_EXPERIENCE, valid_to="2024-12-31"),
    Row("zu-wenig-erfahrung", {**ENTER, "exp": opts("lt")}, "kein_verfahren",
        ("bbig-45-2", "bbig-50b-2", "bqfg-3-2"), "zu-wenig-erfahrung", any_of=BY_EXPERIENCE),
    Row("ohne-abschluss-reglementiert", {**ENTER, "prof": g.HEALTH_FED | g.LAND_LAW | g.LEGAL | g.OWN_LAW
        | opts("REG_ASSIST_CARE", "LAND_ARCHITECT")}, "kein_verfahren", ("bqfg-3-2", "bbig-50b-2"),
        "ohne-abschluss-reglementiert"),
    Row("ohne-abschluss-meister", {**ENTER, "prof": g.MASTER_A}, "kein_verfahren", ("hwo-7", "hwo-50c"),
        "ohne-abschluss-meister"),
    Row("ohne-abschluss-gewerbe", ENTER, "keine_anerkennung_noetig", ("hwo-18",), "gewerbe-frei", any_of=IN_FREE_TRADE),
    Row("ohne-abschluss-frei", {**ENTER, "prof": g.ACADEMIC}, "keine_anerkennung_noetig",
        ("zab-zeugnisbewertung", "bqfg-3-5"), "ohne-abschluss-frei"),
    Row("ohne-abschluss-titel", {**ENTER, "prof": g.TITLE_ONLY}, "kein_verfahren", ("ingg-lsa-2", "bqfg-3-2"),
        "ohne-abschluss-titel"),
    Row("ohne-abschluss-sonst", {**ENTER, "prof": g.FURTHER | opts("NR_LAND", "NO_REF")}, "kein_verfahren",
        ("bqfg-3-2", "bbig-50b-2"), "ohne-abschluss-sonst"),
)  # fmt: skip

OPEN = only(prev=g.FIRST, where=g.FOREIGN)
OPEN_LAND = only(prev=g.FIRST_HERE, where=g.FOREIGN)
NON_REGULATED = (
    # BQFG §§ 4-8 with BBiG § 50a and HwO § 40a: equivalence, voluntary.
    Row("bqfg-beruf", {**OPEN, "prof": opts("DUAL", "DUAL_IT", "DUAL_LAND", "FORT", "FORT_LAND")}, "gleichwertigkeit",
        ("bqfg-4", "bbig-50a", "bqfg-8"), "bqfg-beruf", any_of=VOC_WORKERS),
    Row("hwo-geselle", {**OPEN, "prof": opts("DUAL_HWK")}, "gleichwertigkeit",
        ("hwo-40a", "bqfg-4"), "hwo-geselle", any_of=VOC_WORKERS),
    Row("hwo-fortbildung", {**OPEN, "prof": opts("FORT_HWK")}, "gleichwertigkeit",
        ("bqfg-4", "bqfg-8"), "bqfg-beruf", any_of=VOC_WORKERS),
    Row("hwo-geselle-angestellt", {**OPEN, "prof": g.CRAFT_A | g.CRAFT_B}, "gleichwertigkeit",
        ("hwo-40a", "bqfg-4"), "hwo-geselle", any_of=EMPLOYED_VOC),
    Row("bqfg-lsa-schule", {**OPEN_LAND, "prof": opts("NR_LAND")}, "gleichwertigkeit", ("bqfg-lsa-4",),
        "bqfg-lsa-schule", any_of=VOC_WORKERS),
    Row("ausbildung-trotz-studium", {**OPEN, "prof": opts("DUAL", "DUAL_IT", "DUAL_LAND", "DUAL_HWK") | g.FURTHER},
        "zeugnisbewertung", ("zab-zeugnisbewertung", "bqfg-3-2"), "ausbildung-trotz-studium", any_of=DEGREE_WORKERS),
    Row("schule-trotz-studium", {**OPEN_LAND, "prof": opts("NR_LAND")}, "zeugnisbewertung",
        ("zab-zeugnisbewertung", "bqfg-3-2"), "ausbildung-trotz-studium", any_of=DEGREE_WORKERS),
    Row("handwerk-trotz-studium", {**OPEN, "prof": g.CRAFT_A | g.CRAFT_B}, "zeugnisbewertung",
        ("zab-zeugnisbewertung", "bqfg-3-2"), "ausbildung-trotz-studium", any_of=EMPLOYED_DEGREE),
    Row("dienst-frei-land", {**OPEN_LAND, "goal": SERVICE, "prof": opts("NR_LAND")}, "keine_anerkennung_noetig",
        ("bqfg-3-5",), "dienst-frei", any_of=SERVICE_CLOSED),
    Row("dienst-frei", {**OPEN, "goal": SERVICE, "prof": opts("DUAL", "DUAL_IT", "DUAL_LAND", "DUAL_HWK", "NO_REF",
        "MEISTER_B1") | g.ACADEMIC | g.FURTHER}, "keine_anerkennung_noetig", ("bqfg-3-5",), "dienst-frei", any_of=SERVICE_CLOSED),
)  # fmt: skip

CRAFTS = (
    # HwO §§ 1, 7, 50c: a business in an Annex A trade needs the Meister level.
    Row("hwo-50c", {**OPEN, "prof": g.CRAFT_A}, "meister_gleichwertigkeit", ("hwo-1", "hwo-7", "hwo-50c"), "hwo-50c",
        any_of=OWN_BUSINESS),
    Row("hwo-50c-meister", {**OPEN, "prof": g.MASTER_A}, "meister_gleichwertigkeit", ("hwo-7", "hwo-50c"), "hwo-50c",
        any_of=APPLICANTS),
    Row("hwo-18-frei", {**OPEN, "prof": g.CRAFT_B}, "keine_anerkennung_noetig", ("hwo-18",), "gewerbe-frei",
        any_of=OWN_BUSINESS),
    Row("hwo-51g", {**OPEN, "prof": opts("MEISTER_B1")}, "meister_gleichwertigkeit", ("hwo-51g", "hwo-18"), "hwo-51g",
        any_of=WORKERS),
    Row("hwo-18-gewerbe", {**OPEN, "prof": opts("GEWERBE_B2")}, "keine_anerkennung_noetig", ("hwo-18",),
        "gewerbe-frei", any_of=APPLICANTS),
)  # fmt: skip


Laws = str | tuple[str, ...]


def cite(law: Laws) -> tuple[str, ...]:
    """One source or several."""
    return (law,) if isinstance(law, str) else law


def sectoral(row: str, prof: str, auto: str, acquired: str, general: str, start: Box = OPEN) -> tuple[Row, ...]:
    """Three rows for one of the seven sectoral professions with a certificate of an EU/EEA state or Switzerland."""
    who = {**start, "where": g.EU, "prof": opts(prof)}
    return (
        Row(f"{row}-auto", {**who, "cutoff": opts("after")}, "automatische_anerkennung", (auto,), "automatisch",
            any_of=APPLICANTS),
        Row(f"{row}-erworben", {**who, "cutoff": opts("before_3y")}, "erworbene_rechte", (acquired,), "erworben",
            any_of=APPLICANTS),
        Row(f"{row}-eu", {**who, "cutoff": opts("before")}, "eu_allgemeine_regelung", (general,), "eu-altabschluss",
            any_of=APPLICANTS),
    )  # fmt: skip


def third(row: str, profs: frozenset[str], law: Laws, general: Laws, prev: frozenset[str]) -> tuple[Row, ...]:
    """Two rows for third-country certificates: recognised elsewhere in the EU (``prev``), and all others."""
    who = {**OPEN, "where": g.THIRD, "prof": profs}
    return (
        Row(f"{row}-drittstaat", {**who, "prev": g.FIRST - prev}, "drittstaat_reglementiert", cite(law), "drittstaat",
            any_of=APPLICANTS),
        Row(f"{row}-drittstaat-eu-anerkannt", {**who, "prev": prev}, "eu_allgemeine_regelung", cite(general),
            "eu-anerkannt", any_of=APPLICANTS),
    )  # fmt: skip


def general(row: str, profs: frozenset[str], law: Laws, start: Box = OPEN, **dates: str) -> Row:
    """One row for certificates of an EU/EEA state or Switzerland under the general system."""
    return Row(row, {**start, "where": g.EU, "prof": profs}, "eu_allgemeine_regelung", cite(law), "eu-allgemein",
               any_of=APPLICANTS, **dates)  # type: ignore[arg-type]  # fmt: skip


ANY_EU = opts("eu", "eu_3y")
THREE_YEARS = opts("eu_3y")
# Directive 2005/36/EC Art. 3(3): recognised in another member state and three years of practice there. It holds for
# every regulated profession; where the German law of a profession says more, its rows say so.
FIRST_LAND = g.FIRST_HERE - THREE_YEARS
# BTÄO § 4(3) speaks of nationals of EU, EEA and Switzerland, wherever they trained; all others fall under § 4(2).
EU_PASS, OTHER_PASS = opts("DE", "EU_EEA_CH"), opts("other")
VET_OLD = {**OPEN, "where": g.EU, "prof": opts("REG_VET"), "cutoff": opts("before")}
VET_THIRD = {**OPEN, "where": g.THIRD, "prof": opts("REG_VET")}
VETS = (
    *(row for row in sectoral("btaeo", "REG_VET", "btaeo-4-1a", "btaeo-15a", "btaeo-4-3") if row.id != "btaeo-eu"),
    Row("btaeo-eu", {**VET_OLD, "cit": EU_PASS}, "eu_allgemeine_regelung", ("btaeo-4-3",), "eu-altabschluss",
        any_of=APPLICANTS),
    Row("btaeo-eu-ohne-pass", {**VET_OLD, "cit": OTHER_PASS}, "drittstaat_reglementiert", ("btaeo-4-2",),
        "tierarzt-ohne-eu-pass", any_of=APPLICANTS),
    Row("btaeo-drittstaat", {**VET_THIRD, "prev": g.FIRST - THREE_YEARS, "cit": OTHER_PASS}, "drittstaat_reglementiert",
        ("btaeo-4-2",), "drittstaat", any_of=APPLICANTS),
    Row("btaeo-drittstaat-eu-pass", {**VET_THIRD, "prev": g.FIRST - THREE_YEARS, "cit": EU_PASS}, "eu_allgemeine_regelung",
        ("btaeo-4-3",), "tierarzt-eu-pass", any_of=APPLICANTS),
    Row("btaeo-drittstaat-eu-anerkannt", {**VET_THIRD, "prev": THREE_YEARS}, "eu_allgemeine_regelung", ("btaeo-4-1a",),
        "eu-anerkannt", any_of=APPLICANTS),
)  # fmt: skip
HEALTH = (
    *sectoral("baeo", "REG_DOCTOR", "baeo-3-1", "baeo-14b", "baeo-3-2"),
    *third("baeo", opts("REG_DOCTOR"), "baeo-3-3", "baeo-3-2", ANY_EU),
    *sectoral("facharzt", "REG_SPECIALIST", "rl-2005-36-21", "rl-2005-36-23", "rl-2005-36-10"),
    *third("facharzt", opts("REG_SPECIALIST"), ("baeo-3-3", "zhg-2-3"), ("baeo-3-2", "zhg-2-2"), ANY_EU),
    *sectoral("zhg", "REG_DENTIST", "zhg-2-1", "zhg-20a", "zhg-2-2"),
    *third("zhg", opts("REG_DENTIST"), "zhg-2-3", "zhg-2-2", ANY_EU),
    *sectoral("bapo", "REG_PHARM", "bapo-4-1a", "bapo-4-1b", "bapo-4-2"),
    *third("bapo", opts("REG_PHARM"), "bapo-4-3", "bapo-4-2", ANY_EU),
    *VETS,
    general("psychthg-eu", opts("REG_PSYCH"), "psychthg-12"),
    *third("psychthg", opts("REG_PSYCH"), "psychthg-11-4", "psychthg-12", ANY_EU),
    *sectoral("pflbg", "REG_NURSE", "pflbg-41-1", "pflbg-42", "pflbg-41-3"),
    *third("pflbg", opts("REG_NURSE"), "pflbg-40", "pflbg-41-3", ANY_EU),
    general("pflbg-58-eu", opts("REG_NURSE_SPECIAL"), "pflbg-41-2"),
    # § 41(3) speaks of general nurses only; § 41(7) takes over Directive Art. 3(3) with its three years.
    *third("pflbg-58", opts("REG_NURSE_SPECIAL"), "pflbg-40", ("pflbg-41-7", "rl-2005-36-3"), THREE_YEARS),
    *sectoral("hebg", "REG_MIDWIFE", "hebg-46", "hebg-47", "hebg-58"),
    *third("hebg", opts("REG_MIDWIFE"), "hebg-54", "hebg-58-1", THREE_YEARS),
    general("mphg-eu", g.THERAPY, g.therapy_laws("3")),
    *third("mphg", g.THERAPY, g.therapy_laws("2"), g.therapy_laws("2"), THREE_YEARS),
    general("mtbg-eu", opts("REG_MEDTECH"), "mtbg-50"),
    *third("mtbg", opts("REG_MEDTECH"), "mtbg-51", "mtbg-50", THREE_YEARS),
    general("ptag-eu", opts("REG_TECHASSIST"), ("ptag-37", "ata-ota-g-47")),
    *third("ptag", opts("REG_TECHASSIST"), ("ptag-38", "ata-ota-g-48"), ("ptag-37", "ata-ota-g-47"), ANY_EU),
    general("notsang-eu", opts("REG_PARAMEDIC"), "notsang-2-4"),
    *third("notsang", opts("REG_PARAMEDIC"), "notsang-2-3", "notsang-2-4", ANY_EU),
    # Care assistance: Land law until 2026-12-31, PflFAssG §§ 25-28 from 2027-01-01.
    general("pflegehilfe-land-eu", opts("REG_ASSIST_CARE"), "lsa-pflegehilfe", OPEN_LAND, valid_to="2026-12-31"),
    Row("pflegehilfe-land", {**OPEN_LAND, "where": g.THIRD, "prev": FIRST_LAND, "prof": opts("REG_ASSIST_CARE")}, "drittstaat_reglementiert",
        ("lsa-pflegehilfe", "bqfg-lsa-9"), "pflegehilfe-land", any_of=APPLICANTS, valid_to="2026-12-31"),
    Row("pflegehilfe-land-eu-anerkannt", {**OPEN_LAND, "where": g.THIRD, "prev": THREE_YEARS, "prof": opts("REG_ASSIST_CARE")},
        "eu_allgemeine_regelung", ("lsa-pflegehilfe", "rl-2005-36-3"), "eu-anerkannt", any_of=APPLICANTS,
        valid_to="2026-12-31"),
    Row("pflfassg-eu-anerkannt", {**OPEN_LAND, "where": g.THIRD, "prev": THREE_YEARS, "prof": opts("REG_ASSIST_CARE")},
        "eu_allgemeine_regelung", ("pflfassg-25", "rl-2005-36-3"), "eu-anerkannt", any_of=APPLICANTS,
        valid_from="2027-01-01"),
    general("pflfassg-eu", opts("REG_ASSIST_CARE"), "pflfassg-25", OPEN_LAND, valid_from="2027-01-01"),
    Row("pflfassg", {**OPEN_LAND, "where": g.THIRD, "prev": FIRST_LAND, "prof": opts("REG_ASSIST_CARE")}, "drittstaat_reglementiert",
        ("pflfassg-25",), "pflegehilfe-bund", any_of=APPLICANTS, valid_from="2027-01-01"),
)  # fmt: skip


def land(row: str, prof: str, *sources: str) -> tuple[Row, ...]:
    """Three rows for a profession under Saxony-Anhalt law: EU/EEA/CH certificate, third country, third country with EU practice."""
    who = {**OPEN_LAND, "prof": opts(prof)}
    return (
        Row(f"{row}-eu", {**who, "where": g.EU}, "eu_allgemeine_regelung", sources, "land-eu", any_of=APPLICANTS),
        Row(f"{row}-drittstaat", {**who, "where": g.THIRD, "prev": FIRST_LAND}, "drittstaat_reglementiert", sources,
            "land-drittstaat", any_of=APPLICANTS),
        Row(f"{row}-drittstaat-eu-anerkannt", {**who, "where": g.THIRD, "prev": THREE_YEARS}, "eu_allgemeine_regelung",
            (*sources, "rl-2005-36-3"), "eu-anerkannt", any_of=APPLICANTS),
    )  # fmt: skip


# ArchtG-LSA § 6(1) sentence 2: the proofs of Directive Art. 49 with Annex VI count as equal, and Art. 49(1) asks for no
# practice. So both answers for an older diploma lead there; whether it is listed, the chamber examines (caution).
ARCHITECTS = (
    *(row for row in sectoral("architekt", "LAND_ARCHITECT", "archtg-lsa-6", "archtg-lsa-6", "archtg-lsa-6a", OPEN_LAND)
      if row.id == "architekt-auto"),
    Row("architekt-erworben", {**OPEN_LAND, "where": g.EU, "prof": opts("LAND_ARCHITECT"), "cutoff": opts("before_3y", "before")},
        "erworbene_rechte", ("archtg-lsa-6-1", "rl-2005-36-49"), "architekt-anhang-vi", any_of=APPLICANTS),
)  # fmt: skip
LAND = (
    *land("lehramt", "LAND_TEACHER", "schulg-lsa-30", "lisa-lehramt"),
    *land("erzieher", "LAND_ERZ", "bqfg-lsa-9", "lsa-erzieher"),
    *land("heilerziehung", "LAND_HEP", "bqfg-lsa-9", "lsa-heilpaedagoge"),
    *land("sozialassistenz", "LAND_ASSIST", "bqfg-lsa-9"),
    *land("soziale-arbeit", "LAND_SOCIAL", "sozbanerkg-lsa-2", "lvwa-sozialwesen"),
    *land("kindheitspaedagogik", "LAND_KIPAED", "sozbanerkg-lsa-2", "lsa-kindheitspaedagoge"),
    *land("gesundheit-land", "LAND_HEALTH", "gdg-lsa-31a", "bqfg-lsa-9"),
    *land("land-sonst", "LAND_OTHER", "bqfg-lsa-9"),
    # Protected titles: the work is free, the title needs the chamber.
    Row("ingenieur", {**OPEN_LAND, "prof": opts("LAND_ENGINEER")}, "berufsbezeichnung", ("ingg-lsa-6",), "titel",
        any_of=TITLE_HOLDERS),
    Row("architekt-titel", {**OPEN_LAND, "prof": opts("LAND_ARCHITECT_OTHER")}, "berufsbezeichnung", ("archtg-lsa-6",),
        "titel", any_of=TITLE_HOLDERS),
    Row("titel-sonst", {**OPEN_LAND, "prof": opts("TITLE_OTHER")}, "berufsbezeichnung", ("bqfg-lsa-4",), "titel",
        any_of=APPLICANTS),
    *ARCHITECTS,
    Row("architekt-drittstaat", {**OPEN_LAND, "where": g.THIRD, "prev": FIRST_LAND, "prof": opts("LAND_ARCHITECT")},
        "berufsbezeichnung", ("archtg-lsa-6", "archtg-lsa-6a"), "titel", any_of=TITLE_HOLDERS),
    Row("architekt-drittstaat-eu-anerkannt", {**OPEN_LAND, "where": g.THIRD, "prev": THREE_YEARS,
        "prof": opts("LAND_ARCHITECT")}, "eu_allgemeine_regelung", ("archtg-lsa-6a", "rl-2005-36-3"), "eu-anerkannt",
        any_of=TITLE_HOLDERS),
    Row("titel-ohne-studium", {**OPEN_LAND, "prof": opts("LAND_ENGINEER", "LAND_ARCHITECT_OTHER")},
        "gleichwertigkeit", ("bqfg-4", "bqfg-3-2"), "beruf-statt-studium", any_of=VOC_WORKERS),
    Row("architekt-ohne-studium", {**OPEN_LAND, "where": g.THIRD, "prof": opts("LAND_ARCHITECT")},
        "gleichwertigkeit", ("bqfg-4", "bqfg-3-2"), "beruf-statt-studium", any_of=VOC_WORKERS),
)  # fmt: skip

LAW_TO_2020 = only(cit=EU_PASS, uk_law=opts("before_2021"))
# EuRAG §§ 1, 2: who may practise in the EU may use the title here, wherever the degree is from; § 16(2) no. 2 asks
# three years of practice there for the assessment.
PRACTISING = ANY_EU
NO_EU_LICENCE = g.FIRST - PRACTISING
BRITISH_AND_LATE: tuple[Box, ...] = (
    only(where=opts("UK"), uk_law=opts("later")),
    only(where=opts("UK"), uk_law=opts("before_2021"), cit=OTHER_PASS),
)
THIRD_COUNTRY_LAW: tuple[Box, ...] = (only(where=opts("third")), *BRITISH_AND_LATE)


def own_law(row: str, profs: frozenset[str], eu: Laws, outside: Laws, recognised: Laws) -> tuple[Row, ...]:
    """Three rows for occupations with a law of their own: EU/EEA/CH certificate, third country, recognised in the EU."""
    who = {**OPEN, "prof": profs}
    return (
        Row(f"{row}-eu", {**who, "where": g.EU}, "eu_allgemeine_regelung", cite(eu), "eigenes-recht", any_of=APPLICANTS),
        Row(f"{row}-drittstaat", {**who, "where": g.THIRD, "prev": g.FIRST - THREE_YEARS}, "drittstaat_reglementiert",
            cite(outside), "eigenes-recht", any_of=APPLICANTS),
        Row(f"{row}-eu-anerkannt", {**who, "where": g.THIRD, "prev": THREE_YEARS}, "eu_allgemeine_regelung",
            cite(recognised), "eu-anerkannt", any_of=APPLICANTS),
    )  # fmt: skip


LEGAL = (
    Row("eurag", {**OPEN, "where": g.EU, "prof": opts("REG_LAWYER")}, "eurag", ("eurag-2", "eurag-11", "eurag-16"),
        "eurag", any_of=TITLE_HOLDERS),
    Row("eurag-uk", {**OPEN, "where": opts("UK"), "prof": opts("REG_LAWYER"), **LAW_TO_2020}, "eurag",
        ("eurag-43", "eurag-16", "drig-112a"), "eurag-uk", any_of=TITLE_HOLDERS),
    Row("eurag-drittstaat", {**OPEN, "prev": PRACTISING, "prof": opts("REG_LAWYER")}, "eurag",
        ("eurag-1", "eurag-2", "eurag-16-2"), "eurag-drittstaat", any_of=together(THIRD_COUNTRY_LAW, TITLE_HOLDERS)),
    Row("jurist-drittstaat", {**OPEN, "prev": NO_EU_LICENCE, "prof": opts("REG_LAWYER")}, "zeugnisbewertung",
        ("brao-4", "brao-206"), "jurist-drittstaat", any_of=together(THIRD_COUNTRY_LAW, DEGREE_WORKERS)),
    Row("jurist-kein-studium", {**OPEN, "prof": opts("REG_LAWYER")}, "kein_verfahren", ("brao-4",),
        "jurist-kein-studium", any_of=VOC_WORKERS),
    Row("jurist-dienst-drittstaat", {**OPEN, "prev": NO_EU_LICENCE, "prof": opts("REG_LAWYER")}, "kein_verfahren",
        ("brao-4", "brao-206"), "jurist-kein-studium", any_of=together(THIRD_COUNTRY_LAW, SERVING)),
    # DRiG § 112a: a law degree of the EU, the EEA or Switzerland opens the legal traineeship.
    Row("justiz-eu", {**OPEN, "where": g.EU, "prof": opts("REG_JUSTICE")}, "kein_verfahren", ("drig-112a", "bnoto-5-5"),
        "justiz-eu", any_of=APPLICANTS),
    Row("justiz", {**OPEN, "where": g.THIRD, "prof": opts("REG_JUSTICE")}, "kein_verfahren", ("drig-112a", "bnoto-5-5"),
        "justiz", any_of=APPLICANTS),
    Row("steuer-eu", {**OPEN, "where": g.EU, "prof": opts("REG_TAX")}, "eu_allgemeine_regelung", ("stberg-37a-2",),
        "steuer-eu", any_of=APPLICANTS),
    Row("steuer-drittstaat", {**OPEN, "where": g.THIRD, "prof": opts("REG_TAX")}, "kein_verfahren", ("stberg-35", "stberg-36"),
        "steuer-drittstaat", any_of=APPLICANTS),
    Row("pruefer-eu", {**OPEN, "where": g.EU, "prof": opts("REG_TAX_FED")}, "eu_allgemeine_regelung",
        ("wpo-131g", "eupag-1"), "steuer-eu", any_of=APPLICANTS),
    Row("pruefer-drittstaat", {**OPEN, "where": g.THIRD, "prof": opts("REG_TAX_FED")}, "kein_verfahren", ("wpo-1-1", "pao-5"),
        "steuer-drittstaat", any_of=APPLICANTS),
    *own_law("eigenes-recht", g.OWN_LAW - g.OWN_ACCESS, "rl-2005-36-10", ("bqfg-9", "bqfg-2"), "rl-2005-36-3"),
    *own_law("kraftfahrer", g.DRIVER, "bkrfqg-7-2", ("bkrfqg-2", "bkrfqg-6"), "bkrfqg-7-2"),
    *own_law("fahrlehrer", g.INSTRUCTOR, ("fahrlg-3-1", "rl-2005-36-10"), "fahrlg-3", ("fahrlg-3-1", "rl-2005-36-3")),
    *own_law("heilpraktiker", g.HEALER, *(("heilprg-1", "heilprg-2"),) * 3),
)  # fmt: skip

ACADEMIC = (
    Row("akademisch-frei", {**OPEN, "prof": g.ACADEMIC | opts("NO_REF")}, "zeugnisbewertung",
        ("zab-zeugnisbewertung",), "akademisch-frei", any_of=DEGREE_WORKERS),
    Row("akademisch-mit-ausbildung", {**OPEN, "prof": g.ACADEMIC}, "gleichwertigkeit", ("bqfg-4", "bqfg-3-2"),
        "beruf-statt-studium", any_of=VOC_WORKERS),
    Row("kein-referenzberuf", {**OPEN, "prof": opts("NO_REF")}, "kein_verfahren", ("bqfg-4", "bqfg-3-2"),
        "kein-referenzberuf", any_of=VOC_WORKERS),
)  # fmt: skip

FOR_WORK = NON_REGULATED + CRAFTS + HEALTH + LAND + LEGAL + ACADEMIC
MAIN = Table("main", "unique", GUARDS + GOALS + EXPERIENCE + FOR_WORK)
