"""What comes beside recognition: a residence title for people abroad, money, language courses.

Residence and money are never a condition of recognition (BQFG § 2(2)); the questions behind these rows are
optional and asked after the result.
"""

from checker.model import Box, Row, Table
from checker.rules import groups as g
from checker.rules.alternatives import RECOGNITION
from checker.rules.groups import but, opts
from checker.rules.measures import MISSING

# People who need a visa: living in a third country, without a passport of an EU/EEA state or Switzerland.
VISA = {"goal": g.WORK, "live": g.ABROAD, "cit": opts("other")}
LICENCE = opts("drittstaat_reglementiert", "eu_allgemeine_regelung")
PENDING = opts("laufendes_verfahren")
COMPARE = opts("gleichwertigkeit", "meister_gleichwertigkeit")
FAST = RECOGNITION | opts("zeugnisbewertung")
# Main procedures that can end, or have ended, in the recognition or comparable degree a skilled worker needs.
SKILLED = FAST | PENDING | opts("ausgleich", "keine_anerkennung_noetig")
# Main procedures during which the licence asks for German.
LEARNING = LICENCE | PENDING | opts("automatische_anerkennung", "erworbene_rechte", "ausgleich")
JOB = opts("offer", "agreement")
FROM_A2 = opts("A2", "B1", "B2", "C1")
BELOW_B2 = opts("none", "A1", "A2", "B1")
HERE = {"goal": g.WORK, "live": g.IN_GERMANY}
PAID = RECOGNITION | opts("zeugnisbewertung", "ausgleich", "validierung", "externenpruefung", "eurag")
LICENSED = g.HEALTH_FED | g.LAND_LAW | opts("REG_ASSIST_CARE")
NOT_REGULATED = g.NON_REGULATED_VOC | g.TITLE_ONLY | g.ACADEMIC | opts("NO_REF")
IT = opts("DUAL_IT", "ACAD_IT")
# Occupations with a recognition procedure that can name missing parts.
PROCEEDING = but("prof", *g.ACADEMIC, "NO_REF")
# Main procedures of people who look for employment, not a business of their own, and are not yet recognised.
EMPLOYED = opts("gleichwertigkeit", "zeugnisbewertung", "berufsbezeichnung", "ausgleich", "rechtsbehelf",
    "laufendes_verfahren", "kein_verfahren")  # fmt: skip
# Beyond B2: a specialist language examination at C1 (GMK key points 2014), C2 for psychotherapists and speech therapists.
BEYOND_B2 = opts("REG_DOCTOR", "REG_SPECIALIST", "REG_DENTIST", "REG_PHARM", "REG_PSYCH", "REG_THERAPY_SPEECH")


def addon(row: str, when: Box, then: str, reason: str, *sources: str, open_end: bool = False, **dates: str) -> Row:
    """A row of the role ``addon``."""
    return Row(row, when, then, sources, reason, role="addon", open_end=open_end, **dates)  # type: ignore[arg-type]


ADDONS = Table(
    "addons",
    "collect",
    (
        # Residence for the time of a measure, an examination or a skills analysis; until 2020-02-29 § 17a AufenthG.
        addon("16d-ausgleich", {**VISA, "verfahren": opts("ausgleich"), "german": FROM_A2}, "aufenthalt_16d",
            "16d-ausgleich", "aufenthg-16d-1", valid_from="2020-03-01"),
        addon("16d-qualifikationsanalyse", {**VISA, "verfahren": COMPARE, "docs": MISSING, "german": FROM_A2},
            "aufenthalt_16d", "16d-qualifikationsanalyse", "aufenthg-16d-6", valid_from="2024-03-01", open_end=True),
        addon("16d-reglementiert", {**VISA, "verfahren": LICENCE | COMPARE | PENDING, "prof": PROCEEDING,
            "german": FROM_A2}, "aufenthalt_16d", "16d-reglementiert", "aufenthg-16d-1", valid_from="2020-03-01",
            open_end=True),
        # Recognition after entry: in force since 2024-03-01. "At the latest after entry": a pending application fits.
        addon("partnerschaft", {**VISA, "verfahren": LICENCE | COMPARE | PENDING, "prof": PROCEEDING, "qual": g.FORMAL,
            "offer": opts("agreement"), "german": FROM_A2}, "anerkennungspartnerschaft", "partnerschaft",
            "aufenthg-16d-3", valid_from="2024-03-01"),
        addon("fachkraft", {**VISA, "verfahren": SKILLED,
            "qual": g.FORMAL, "offer": JOB}, "fachkraft_aufenthalt", "fachkraft", "aufenthg-18a", "aufenthg-18b",
            "aufenthg-18-2", valid_from="2020-03-01", open_end=True),
        addon("blaue-karte", {**VISA, "verfahren": SKILLED,
            "qual": g.DEGREE, "offer": JOB}, "blaue_karte", "blaue-karte", "aufenthg-18g", valid_from="2023-11-18",
            open_end=True),
        addon("blaue-karte-it", {**VISA, "prof": IT, "offer": JOB, "salary": opts("enough")}, "blaue_karte",
            "blaue-karte-it", "aufenthg-18g-2", valid_from="2023-11-18", open_end=True),
        addon("beschleunigt", {**VISA, "qual": g.FORMAL, "offer": JOB}, "beschleunigtes_verfahren_81a", "beschleunigt",
            "aufenthg-81a", "aufenthv-47-1", valid_from="2020-03-01"),
        addon("beschleunigt-it", {**VISA, "qual": g.INFORMAL, "prof": IT, "offer": JOB},
            "beschleunigtes_verfahren_81a", "beschleunigt", "aufenthg-81a-5", "aufenthv-47-1",
            valid_from="2024-03-01"),
        addon("auskunft", {**VISA, "verfahren": opts("gleichwertigkeit", "kein_verfahren") | PENDING, "qual": g.VOC,
            "prof": NOT_REGULATED}, "digitale_auskunft", "auskunft", "aufenthg-16d-3", "zab-dab",
            valid_from="2024-06-19"),
        addon("erfahrung", {**VISA, "verfahren": EMPLOYED, "qual": g.FORMAL, "prof": NOT_REGULATED - IT, "offer": JOB,
            "salary": opts("enough"), "practice": opts("yes")}, "erfahrene_fachkraft", "erfahrung", "beschv-6",
            "aufenthg-19c-2", valid_from="2024-03-01"),
        addon("erfahrung-it", {**VISA, "prof": IT, "offer": JOB, "salary": opts("enough"), "practice": opts("yes")},
            "erfahrene_fachkraft", "erfahrung-it", "beschv-6", "aufenthg-19c-2", valid_from="2024-03-01"),
        # Full recognition, or six points for any state-recognised qualification: the main procedure does not matter.
        addon("chancenkarte", {**VISA, "qual": g.FORMAL, "offer": opts("no")}, "chancenkarte", "chancenkarte",
            "aufenthg-20a", "aufenthg-20b", valid_from="2024-06-01", open_end=True),
        # Money: ask before paying; the grant only where no other body pays.
        addon("jobcenter", {**HERE, "verfahren": PAID, "money": opts("sgb2", "sgb3", "asylblg")},
            "foerderung_jobcenter", "jobcenter", "sgb3-44", "sgb2-16", "sgb3-39a"),
        addon("zuschuss", {**HERE, "verfahren": FAST | opts("ausgleich", "eurag"), "money": opts("low")}, "anerkennungszuschuss", "zuschuss",
            "bmbf-anerkennungszuschuss", valid_from="2025-01-09", valid_to="2027-06-30"),
        addon("sprachkurs", {**HERE, "verfahren": LEARNING, "prof": LICENSED,
            "german": BELOW_B2}, "berufssprachkurs", "sprachkurs", "deufoev-4", "deufoev-13", valid_from="2016-07-01"),
        addon("sprachkurs-c1", {**HERE, "verfahren": LEARNING,
            "prof": BEYOND_B2, "german": opts("B2")}, "berufssprachkurs", "sprachkurs", "deufoev-4", "deufoev-12",
            "deufoev-13", valid_from="2016-07-01"),
        addon("paedagogik", {"goal": g.WORK, "prof": opts("LAND_ERZ", "LAND_SOCIAL", "LAND_KIPAED", "LAND_TEACHER"),
            "live": g.LSA}, "paedagogische_qualifizierung", "paedagogik", "iq-paedagogik", valid_from="2015-01-01",
            valid_to="2021-12-31"),
    ),
)  # fmt: skip
