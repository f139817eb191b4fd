"""Which authority decides: exactly one row for every procedure, occupation group and region.

``then`` holds authority ids, or a selector the engine resolves from the occupation's own facts:
``@south``, ``@north``, ``@both`` (its competent body there), ``@national`` (the one it has in both) and ``@training-south``, ``@training-north``,
``@training-both`` (the body that holds the German final examination, which is never the national
recognition office: BBiG §§ 71, 50b).
"""

from checker.model import Row, Table
from checker.rules import groups as g
from checker.rules.groups import but, only, opts

CRAFT_BUSINESS = opts("meister_gleichwertigkeit", "eu_handwerk", "altgesellenregelung")
BY_OCCUPATION = opts(
    "gleichwertigkeit", "qualifikationsanalyse", "automatische_anerkennung", "erworbene_rechte",
    "eu_allgemeine_regelung", "drittstaat_reglementiert", "anpassungslehrgang", "eignungspruefung",
    "kenntnispruefung", "berufserlaubnis", "dienstleistung_eu", "berufsbezeichnung", "eurag", "bvfg_wahlrecht",
)  # fmt: skip
EXAMINATION = opts("validierung", "externenpruefung")

SPLIT = (
    opts("DUAL_HWK", "DUAL_A", "DUAL_A_CHIMNEY", "DUAL_A_HEALTH", "DUAL_A_HAIR", "DUAL_B", "FORT_HWK")
    | g.MASTER_A | opts("MEISTER_B1", "GEWERBE_B2", "REG_TRADE")
)  # fmt: skip
NATIONAL = opts("DUAL", "DUAL_IT", "FORT", "DUAL_A_IHK", "DUAL_B_IHK", "REG_FED", "REG_TAX_FED")
OTHER_OCCUPATION = g.ACADEMIC | opts("NO_REF")
LAND = (
    g.HEALTH_FED | g.LAND_LAW | g.TITLE_ONLY
    | g.DRIVER | g.INSTRUCTOR | g.HEALER
    | opts("REG_ASSIST_CARE", "LAND_ARCHITECT", "REG_LAWYER", "REG_JUSTICE", "REG_TAX", "REG_OTHER",
           "DUAL_LAND", "FORT_LAND", "NR_LAND")
)  # fmt: skip
# Occupations decided by a body of the Land, with the paragraphs that say so.
BY_LAW = (
    ("heilberuf", g.HEALTH_FED, ("pflbg-49", "bapo-12")),
    ("rechtsberuf", opts("REG_LAWYER", "REG_JUSTICE", "REG_TAX"), ("eurag-3", "stberg-37b")),
    ("bqfg-land", opts("DUAL_LAND", "FORT_LAND"), ("bqfg-8",)),
    ("land", LAND - g.HEALTH_FED - opts("REG_LAWYER", "REG_JUSTICE", "REG_TAX", "DUAL_LAND", "FORT_LAND"), ("bqfg-lsa-8",)),
)
ACADEMIC_ONLY = opts("LAND_ENGINEER", "LAND_ARCHITECT_OTHER", "LAND_ARCHITECT")
CRAFT_TRADE = g.CRAFT_A | g.MASTER_A
COMPARES = opts("gleichwertigkeit", "qualifikationsanalyse")

HERE = g.LSA | g.ABROAD
SOUTH, NORTH, ELSEWHERE = opts("lsa_south"), opts("lsa_north"), opts("other_land")
# The craft chamber of the place of business decides, whatever the occupation's own body is.
CHAMBER = (only(verfahren=CRAFT_BUSINESS), only(verfahren=opts("dienstleistung_eu"), prof=CRAFT_TRADE))
# Procedures that follow the occupation, without the craft services above and the academic targets below.
FOLLOWS = (
    only(verfahren=BY_OCCUPATION - opts("dienstleistung_eu", "berufserlaubnis") - COMPARES),
    only(verfahren=opts("berufserlaubnis"), prof=but("prof", "REG_SPECIALIST")),
    only(verfahren=opts("dienstleistung_eu"), prof=(SPLIT | NATIONAL | LAND) - CRAFT_TRADE),
    only(verfahren=COMPARES, prof=(SPLIT | NATIONAL | LAND) - ACADEMIC_ONLY),
)

AUTHORITY = Table(
    "authority",
    "unique",
    (
        Row("zab", only(verfahren=opts("zeugnisbewertung")), ("zab",), ("zab-zeugnisbewertung",), "stelle-zab"),
        Row("schule", only(verfahren=opts("schulabschluss"), live=HERE), ("landesschulamt",), ("lsa-schulzeugnis",),
            "stelle-schule"),
        Row("schule-anderes-land", only(verfahren=opts("schulabschluss"), live=ELSEWHERE), (), ("lsa-schulzeugnis",),
            "stelle-schule-anderes-land"),
        Row("hochschule", only(verfahren=opts("hochschulzugang")), ("uni-assist",), ("uni-halle-bewerbung",),
            "stelle-hochschule"),
        Row("jugendamt", only(verfahren=opts("kita_fachkraft")), (), ("kifoeg-lsa-21",), "stelle-jugendamt"),
        Row("keine", only(verfahren=opts("gradfuehrung", "keine_anerkennung_noetig", "kein_verfahren",
            "beratung_anderes_land")), (), ("bqfg-2-1",), "stelle-keine"),
        Row("bisherige", only(verfahren=opts("laufendes_verfahren", "ausgleich", "rechtsbehelf")), (),
            ("bqfg-7",), "stelle-bisherige"),
        Row("auslaenderrecht", only(verfahren=opts("anerkennungspartnerschaft", "aufenthalt_16d",
            "beschleunigtes_verfahren_81a", "erfahrene_fachkraft", "chancenkarte", "fachkraft_aufenthalt", "blaue_karte")), (), ("aufenthg-71",),
            "stelle-auslaenderrecht"),
        Row("dab", only(verfahren=opts("digitale_auskunft")), ("zab",), ("zab-dab",), "stelle-dab"),
        Row("jobcenter", only(verfahren=opts("foerderung_jobcenter")), ("bundesagentur-fuer-arbeit",),
            ("sgb3-44", "sgb2-16"), "stelle-jobcenter"),
        Row("zuschuss", only(verfahren=opts("anerkennungszuschuss")), (), ("bmbf-anerkennungszuschuss",),
            "stelle-zuschuss"),
        Row("sprachkurs", only(verfahren=opts("berufssprachkurs")), ("bamf",), ("deufoev-5",), "stelle-sprachkurs"),
        Row("paedagogik", only(verfahren=opts("paedagogische_qualifizierung")), (), ("iq-paedagogik",),
            "stelle-beratung"),
        Row("zsba", only(verfahren=opts("zsba")), ("zsba",), ("sgb3-421b",), "stelle-beratung"),
        Row("iq-sued", only(verfahren=opts("iq_beratung_sued")), ("iq-sued",), ("lsa-integration-anerkennung",),
            "stelle-beratung"),
        Row("iq-nord", only(verfahren=opts("iq_beratung_nord")), ("iq-nord",), ("lsa-integration-anerkennung",),
            "stelle-beratung"),
        # HwO §§ 50c(6), 7b(2), 8(3): the craft chamber of the place of business.
        Row("hwk-sued", only(live=SOUTH), ("hwk-halle",), ("hwo-50c-6", "hwo-7b-2", "hwo-8-3"), "stelle-hwk", any_of=CHAMBER),
        Row("hwk-nord", only(live=NORTH), ("hwk-magdeburg",), ("hwo-50c-6", "hwo-7b-2", "hwo-8-3"), "stelle-hwk", any_of=CHAMBER),
        Row("hwk-ausland", only(live=g.ABROAD), ("hwk-halle", "hwk-magdeburg"), ("hwo-50c-6", "hwo-7b-2", "hwo-8-3"),
            "stelle-arbeitsort", any_of=CHAMBER),
        Row("hwk-anderes-land", only(live=ELSEWHERE), (), ("hwo-50c-6", "hwo-7b-2", "hwo-8-3"), "stelle-anderes-land", any_of=CHAMBER),
        # The occupation's own competent body.
        Row("beruf-sued", only(prof=SPLIT, live=SOUTH), ("@south",), ("bqfg-8",), "stelle-beruf", any_of=FOLLOWS),
        Row("beruf-nord", only(prof=SPLIT, live=NORTH), ("@north",), ("bqfg-8",), "stelle-beruf", any_of=FOLLOWS),
        Row("beruf-ausland", only(prof=SPLIT, live=g.ABROAD), ("@both",), ("bqfg-8",), "stelle-arbeitsort",
            any_of=FOLLOWS),
        Row("beruf-anderes-land", only(prof=SPLIT, live=ELSEWHERE), (), ("bqfg-8",), "stelle-anderes-land",
            any_of=FOLLOWS),
        Row("beruf-bund", only(prof=NATIONAL), ("@national",), ("bqfg-8",), "stelle-bundesweit", any_of=FOLLOWS),
        *(row for name, profs, sources in BY_LAW for row in (
            Row(f"beruf-{name}", only(prof=profs, live=HERE), ("@south",), sources, "stelle-land", any_of=FOLLOWS),
            Row(f"beruf-{name}-anderes-land", only(prof=profs, live=ELSEWHERE), (), sources, "stelle-anderes-land",
                any_of=FOLLOWS),
        )),
        # The chamber decides on the specialist title, the examination office on the licence (BÄO § 12).
        Row("erlaubnis-facharzt", only(verfahren=opts("berufserlaubnis"), prof=opts("REG_SPECIALIST"), live=HERE),
            ("lvwa-lpa",), ("baeo-12",), "stelle-land"),
        Row("erlaubnis-facharzt-anderes-land", only(verfahren=opts("berufserlaubnis"), prof=opts("REG_SPECIALIST"),
            live=ELSEWHERE), (), ("baeo-12",), "stelle-anderes-land"),
        Row("beruf-akademisch", only(prof=OTHER_OCCUPATION), (), ("bqfg-8",), "stelle-referenzberuf",
            any_of=(only(verfahren=BY_OCCUPATION),)),
        Row("beruf-statt-studium", only(verfahren=COMPARES, prof=ACADEMIC_ONLY), (), ("bqfg-8",),
            "stelle-referenzberuf"),
        # Validation and external examination: the body that examines in the district.
        Row("pruefung-sued", only(verfahren=EXAMINATION, live=SOUTH), ("@training-south",), ("bbig-71", "hwo-33"),
            "stelle-pruefung"),
        Row("pruefung-nord", only(verfahren=EXAMINATION, live=NORTH), ("@training-north",), ("bbig-71", "hwo-33"),
            "stelle-pruefung"),
        Row("pruefung-ausland", only(verfahren=EXAMINATION, live=g.ABROAD), ("@training-both",), ("bbig-71", "hwo-33"),
            "stelle-arbeitsort"),
        Row("pruefung-anderes-land", only(verfahren=EXAMINATION, live=ELSEWHERE), (), ("bbig-71", "hwo-33"),
            "stelle-anderes-land"),
    ),
)  # fmt: skip
