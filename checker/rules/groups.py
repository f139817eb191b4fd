"""Named sets of options: the derived facts that depend on one question, each with its legal meaning."""

from checker.model import Box
from checker.questions import BY_ID


def only(**conditions: frozenset[str]) -> Box:
    """Write a box as keyword arguments: ``only(goal=WORK, where=THIRD)``."""
    return conditions


def opts(*names: str) -> frozenset[str]:
    """A set of option ids."""
    return frozenset(names)


def but(question: str, *names: str) -> frozenset[str]:
    """Every option of a question except the named ones."""
    return frozenset(BY_ID[question].options) - frozenset(names)


def therapy_laws(subsection: str) -> tuple[str, ...]:
    """The same paragraph in the law of each therapy profession, which are built alike (MPhG § 2, ErgThG § 2, …)."""
    return (f"mphg-2-{subsection}", f"ergthg-2-{subsection}", "logopg-2", "diaetassg-2", "orthoptg-2", "podg-2")


# goal
WORK = opts("work_profession", "work_any")

# qual: a completed, state-recognised vocational or university qualification (BQFG § 3(2), (3)),
# and its opposite: what no recognition procedure can start from.
FORMAL = opts("voc", "uni", "phd")
DEGREE = opts("uni", "phd")
VOC = opts("voc")
INFORMAL = but("qual", *FORMAL)

# prev: nothing that ends or replaces a first German procedure.
FIRST = opts("no", "eu", "eu_3y")
# A decision of another Land counts nation-wide where federal law applies; under Land law the body here decides.
OTHER_LAND = opts("other_land")
FIRST_HERE = FIRST | OTHER_LAND

# where: the state that governs the place of training today decides (BQFG § 2; Directive Art. 3, 23).
GERMAN = opts("DE", "GDR")
FOREIGN = but("where", *GERMAN)
EU = opts("EU_EEA_CH", "EU_OLD")
THIRD = opts("third", "UK")

# Crafts among the occupations.
CRAFT_A = opts("DUAL_A", "DUAL_A_IHK", "DUAL_A_CHIMNEY", "DUAL_A_HEALTH", "DUAL_A_HAIR")
CRAFT_B = opts("DUAL_B", "DUAL_B_IHK")
MASTER_A = opts("MEISTER_A", "MEISTER_A_CHIMNEY", "MEISTER_A_HEALTH", "MEISTER_A_HAIR")
# Annex A nos. 33-37 (health crafts): EU/EWR-HwV §§ 1-5 and HwO § 7b leave them out.
HEALTH_CRAFT = opts("DUAL_A_HEALTH", "MEISTER_A_HEALTH")
CHIMNEY = opts("DUAL_A_CHIMNEY", "MEISTER_A_CHIMNEY")

# prof: occupations of BBiG/HwO with a training ordinance; only these can be validated (BBiG § 50b, HwO § 41b).
DUAL = opts("DUAL", "DUAL_IT", "DUAL_LAND", "DUAL_HWK") | CRAFT_A | CRAFT_B
FURTHER = opts("FORT", "FORT_LAND", "FORT_HWK")
NON_REGULATED_VOC = DUAL | FURTHER | opts("NR_LAND")

# Regulated occupations, by the law that regulates them. Speech therapists need C2 (logopaede), the other therapists B2.
THERAPY = opts("REG_THERAPY", "REG_THERAPY_SPEECH")
HEALTH_FED = opts(
    "REG_DOCTOR", "REG_SPECIALIST", "REG_DENTIST", "REG_PHARM", "REG_VET", "REG_PSYCH", "REG_NURSE",
    "REG_NURSE_SPECIAL", "REG_MIDWIFE", "REG_MEDTECH", "REG_TECHASSIST", "REG_PARAMEDIC",
) | THERAPY  # fmt: skip
LAND_LAW = opts(
    "LAND_HEALTH", "LAND_TEACHER", "LAND_ERZ", "LAND_HEP", "LAND_ASSIST", "LAND_SOCIAL", "LAND_KIPAED", "LAND_OTHER"
)
TITLE_ONLY = opts("LAND_ENGINEER", "LAND_ARCHITECT_OTHER", "TITLE_OTHER")
# Occupations whose law replaces the comparison: BKrFQG §§ 2, 6, 7; FahrlG § 3; HeilprG §§ 1, 2.
DRIVER, INSTRUCTOR, HEALER = opts("REG_OTHER_DRIVER"), opts("REG_OTHER_INSTRUCTOR"), opts("REG_OTHER_HEALER")
OWN_ACCESS = DRIVER | INSTRUCTOR | HEALER
OWN_LAW = opts("REG_TRADE", "REG_OTHER", "REG_FED") | OWN_ACCESS
# Laws of these occupations exclude the BQFG (BÄO § 3(7), PflBG § 40(4), MPhG § 2(6), NotSanG § 2(6), PsychThG § 13(3),
# HebG § 45(2), MTBG § 43, PTAG § 29, ATA-OTA-G § 39, BRAO § 4, FahrlG § 3(6)): its paragraphs are never cited for them.
WITHOUT_BQFG = HEALTH_FED | INSTRUCTOR | opts("REG_LAWYER", "REG_JUSTICE", "REG_TAX", "REG_TAX_FED")
# What these laws say about differences and how they are made up for, in place of BQFG §§ 7, 10.
DIFFERENCES: dict[str, tuple[str, ...]] = {
    "REG_DOCTOR": ("baeo-3-2", "baeo-3-3"), "REG_SPECIALIST": ("baeo-3", "zhg-2"), "REG_DENTIST": ("zhg-2-2", "zhg-2-3"),
    "REG_PHARM": ("bapo-4-2", "bapo-4-3"), "REG_VET": ("btaeo-4-2", "btaeo-4-3"),
    "REG_PSYCH": ("psychthg-11-4", "psychthg-12-3"), "REG_NURSE": ("pflbg-40-3", "pflbg-41-3"),
    "REG_NURSE_SPECIAL": ("pflbg-40-3", "pflbg-41-2"), "REG_MIDWIFE": ("hebg-58-2", "hebg-59"),
    **dict.fromkeys(THERAPY, therapy_laws("2")), "REG_MEDTECH": ("mtbg-50", "mtbg-51"),
    "REG_TECHASSIST": ("ptag-37", "ptag-38", "ata-ota-g-47", "ata-ota-g-48"),
    "REG_PARAMEDIC": ("notsang-2-3", "notsang-2-4"), "REG_OTHER_INSTRUCTOR": ("fahrlg-3-2",),
    "REG_LAWYER": ("eurag-16a-3",), "REG_TAX": ("stberg-37a",), "REG_TAX_FED": ("wpo-131g", "eupag-1"),
}  # fmt: skip
LEGAL = opts("REG_LAWYER", "REG_JUSTICE", "REG_TAX", "REG_TAX_FED")
# The seven sectoral professions of Directive 2005/36/EC, Title III Chapter III.
SECTORAL = opts(
    "REG_DOCTOR", "REG_SPECIALIST", "REG_DENTIST", "REG_PHARM", "REG_VET", "REG_NURSE", "REG_MIDWIFE", "LAND_ARCHITECT"
)
# Academic occupations that nobody needs a licence for.
ACADEMIC = opts("ACAD_FREE", "ACAD_IT", "ACAD_PEDAGOGY")

# Regulated occupations whose German training takes a year or a few weeks.
SHORT = opts("REG_ASSIST_CARE", "LAND_HEALTH", "LAND_ASSIST") | (OWN_LAW - OWN_ACCESS)

LSA = opts("lsa_south", "lsa_north")
IN_GERMANY = LSA | opts("other_land")
ABROAD = opts("abroad_eu", "abroad_third")
FROM_25 = but("age", "u25")
NEEDS_LICENCE = HEALTH_FED | LAND_LAW | OWN_LAW | LEGAL | opts("REG_ASSIST_CARE", "LAND_ARCHITECT") | MASTER_A | CRAFT_A
