"""What comes beside recognition: a residence title for people abroad, money, language courses.

Residence and money are never a condition of recognition (BQFG § 2(2)); the questions behind these rows are
optional and asked after the result.
"""

from checker.model import Box, Row, Table
from checker.rules import groups as g
from checker.rules.alternatives import RECOGNITION
from checker.rules.groups import opts

# People who need a visa: living in a third country, without a passport of an EU/EEA state or Switzerland.
VISA = {"goal": g.WORK, "live": opts("abroad_third"), "cit": opts("other")}
LICENCE = opts("drittstaat_reglementiert")
COMPARE = opts("gleichwertigkeit", "meister_gleichwertigkeit")
FAST = RECOGNITION | opts("zeugnisbewertung")
JOB = opts("offer", "agreement")
FROM_A2 = opts("A2", "B1", "B2", "C1")
BELOW_B2 = opts("none", "A1", "A2", "B1")
MISSING = opts("partly", "none_not_my_fault")
HERE = {"goal": g.WORK, "live": g.IN_GERMANY}
PAID = RECOGNITION | opts("zeugnisbewertung", "ausgleich", "validierung", "externenpruefung")
LICENSED = g.HEALTH_FED | g.LAND_LAW | opts("REG_ASSIST_CARE")
NOT_REGULATED = g.NON_REGULATED_VOC | opts("ACAD_FREE", "ACAD_IT")
IT = opts("DUAL_IT", "ACAD_IT")


def addon(row: str, when: Box, then: str, reason: str, *sources: str, **dates: str) -> Row:
    """A row of the role ``addon``."""
    return Row(row, when, then, sources, reason, role="addon", **dates)  # type: ignore[arg-type]


ADDONS = Table(
    "addons",
    "collect",
    (
        # Residence for the time of a measure, an examination or a skills analysis.
        addon("16d-ausgleich", {**VISA, "verfahren": opts("ausgleich"), "german": FROM_A2}, "aufenthalt_16d",
            "16d-ausgleich", "aufenthg-16d-1"),
        addon("16d-reglementiert", {**VISA, "verfahren": LICENCE, "german": FROM_A2}, "aufenthalt_16d",
            "16d-reglementiert", "aufenthg-16d-1"),
        addon("16d-qualifikationsanalyse", {**VISA, "verfahren": COMPARE, "docs": MISSING, "german": FROM_A2},
            "aufenthalt_16d", "16d-qualifikationsanalyse", "aufenthg-16d-6", valid_from="2024-03-01"),
        # Recognition after entry: in force since 2024-03-01.
        addon("partnerschaft", {**VISA, "verfahren": LICENCE | COMPARE, "qual": g.FORMAL, "offer": opts("agreement"),
            "german": FROM_A2}, "anerkennungspartnerschaft", "partnerschaft", "aufenthg-16d-3",
            valid_from="2024-03-01"),
        addon("beschleunigt", {**VISA, "verfahren": FAST, "offer": JOB}, "beschleunigtes_verfahren_81a", "beschleunigt",
            "aufenthg-81a", "aufenthv-47-1", valid_from="2020-03-01"),
        addon("auskunft", {**VISA, "verfahren": COMPARE, "qual": g.VOC, "prof": g.NON_REGULATED_VOC},
            "digitale_auskunft", "auskunft", "aufenthg-16d-3", "zab-dab", valid_from="2024-06-19"),
        addon("erfahrung", {**VISA, "qual": g.FORMAL, "prof": NOT_REGULATED - IT, "offer": JOB, "salary": opts("enough"),
            "practice": opts("yes")}, "erfahrene_fachkraft", "erfahrung", "beschv-6", "aufenthg-19c-2",
            valid_from="2024-03-01"),
        addon("erfahrung-it", {**VISA, "prof": IT, "offer": JOB, "salary": opts("enough"), "practice": opts("yes")},
            "erfahrene_fachkraft", "erfahrung-it", "beschv-6", "aufenthg-19c-2", valid_from="2024-03-01"),
        addon("chancenkarte", {**VISA, "verfahren": FAST | opts("ausgleich"), "qual": g.FORMAL, "offer": opts("no")},
            "chancenkarte", "chancenkarte", "aufenthg-20a", valid_from="2024-06-01"),
        # Money: ask before paying; the grant only where no other body pays.
        addon("jobcenter", {**HERE, "verfahren": PAID, "money": opts("sgb2", "sgb3", "asylblg")},
            "foerderung_jobcenter", "jobcenter", "sgb3-44", "sgb2-16", "sgb3-39a"),
        addon("zuschuss", {**HERE, "verfahren": FAST | opts("ausgleich"), "money": opts("low")}, "anerkennungszuschuss", "zuschuss",
            "bmbf-anerkennungszuschuss", valid_from="2025-01-09", valid_to="2027-06-30"),
        addon("sprachkurs", {**HERE, "verfahren": opts("drittstaat_reglementiert", "eu_allgemeine_regelung",
            "automatische_anerkennung", "erworbene_rechte"), "prof": LICENSED, "german": BELOW_B2}, "berufssprachkurs",
            "sprachkurs", "deufoev-4", "deufoev-13"),
        addon("paedagogik", {"goal": g.WORK, "prof": opts("LAND_ERZ", "LAND_SOCIAL", "LAND_KIPAED", "LAND_TEACHER"),
            "live": g.LSA}, "paedagogische_qualifizierung", "paedagogik", "iq-paedagogik", valid_from="2015-01-01",
            valid_to="2021-12-31"),
    ),
)  # fmt: skip
