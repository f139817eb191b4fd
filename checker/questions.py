"""The questions, in the order in which they are asked, and their options. Nothing else."""

from checker.model import Question

PROFESSION_CLASSES = (
    "DUAL", "DUAL_IT", "DUAL_LAND", "DUAL_HWK",
    "DUAL_A", "DUAL_A_IHK", "DUAL_A_CHIMNEY", "DUAL_A_HEALTH", "DUAL_A_HAIR", "DUAL_B", "DUAL_B_IHK",
    "FORT", "FORT_LAND", "FORT_HWK", "NR_LAND",
    "MEISTER_A", "MEISTER_A_CHIMNEY", "MEISTER_A_HEALTH", "MEISTER_A_HAIR", "MEISTER_B1", "GEWERBE_B2",
    "REG_DOCTOR", "REG_SPECIALIST", "REG_DENTIST", "REG_PHARM", "REG_VET", "REG_PSYCH",
    "REG_NURSE", "REG_NURSE_SPECIAL", "REG_MIDWIFE", "REG_THERAPY", "REG_THERAPY_SPEECH",
    "REG_MEDTECH", "REG_TECHASSIST", "REG_PARAMEDIC",
    "REG_ASSIST_CARE", "LAND_HEALTH",
    "LAND_TEACHER", "LAND_ERZ", "LAND_HEP", "LAND_ASSIST", "LAND_SOCIAL", "LAND_KIPAED", "LAND_OTHER",
    "LAND_ENGINEER", "LAND_ARCHITECT", "LAND_ARCHITECT_OTHER", "TITLE_OTHER",
    "REG_LAWYER", "REG_JUSTICE", "REG_TAX", "REG_TAX_FED", "REG_TRADE", "REG_OTHER", "REG_OTHER_DRIVER",
    "REG_OTHER_INSTRUCTOR", "REG_OTHER_HEALER", "REG_FED",
    "ACAD_FREE", "ACAD_IT", "ACAD_PEDAGOGY", "NO_REF",
)  # fmt: skip

QUESTIONS = (
    Question(
        "goal",
        ("work_profession", "work_any", "study", "train_school", "title", "temp_service"),
        assume="work_profession",
        influence=True,
    ),
    Question("service", ("yes", "no"), assume="no"),
    Question(
        "qual",
        ("voc", "uni", "phd", "voc_short", "not_recognised", "school", "unfinished", "none"),
        assume="voc",
    ),
    Question(
        "prev",
        ("no", "pending", "full", "partial", "rejected", "bvfg", "other_land", "eu", "eu_3y"),
        assume="no",
    ),
    Question(
        "where",
        ("EU_EEA_CH", "EU_OLD", "UK", "third", "DE", "GDR"),
        assume="third",
        entity="state",
    ),
    Question("prof", PROFESSION_CLASSES, assume="DUAL", entity="profession"),
    Question("self", ("employed", "own"), assume="employed", influence=True),
    Question("cutoff", ("after", "before_3y", "before"), assume="after"),
    Question("exp", ("ge", "lt"), assume="ge", influence=True),
    Question(
        "age",
        ("u25", "25_34", "35_40", "41_44", "ge45"),
        assume="25_34",
        bands=((25, "u25"), (35, "25_34"), (41, "35_40"), (45, "41_44"), (130, "ge45")),
    ),
    Question(
        "live",
        ("lsa_south", "lsa_north", "other_land", "abroad_eu", "abroad_third"),
        assume="lsa_south",
        entity="district",
        premise=("lsa_south", "lsa_north", "abroad_eu", "abroad_third"),
    ),
    Question("exp_de", ("half", "less"), assume="less"),
    Question("cit", ("DE", "EU_EEA_CH", "other"), assume="other"),
    Question("uk_law", ("before_2021", "later"), assume="later"),
    Question(
        "docs",
        ("all", "partly", "none_not_my_fault", "none_other"),
        assume="all",
        influence=True,
        optional=True,
    ),
    Question("bvfg", ("no", "yes"), assume="no", optional=True),
    Question("german", ("none", "A1", "A2", "B1", "B2", "C1"), assume="A2", influence=True, optional=True),
    Question("offer", ("no", "offer", "agreement"), assume="no", influence=True, optional=True),
    Question("salary", ("enough", "less"), assume="less", influence=True, optional=True),
    Question("practice", ("yes", "no"), assume="no", influence=True, optional=True),
    Question("money", ("sgb2", "sgb3", "asylblg", "low", "high"), assume="high", optional=True),
)

BY_ID = {question.id: question for question in QUESTIONS}
