"""What a reader must know besides the procedure: law about to change, deadlines, traps."""

from checker.model import Row, Table
from checker.rules import groups as g
from checker.rules.alternatives import RECOGNITION
from checker.rules.groups import but, only, opts

CAUTIONS = Table(
    "cautions",
    "collect",
    (
        # Act of 2026 on the recognition of foreign qualifications in the healing professions: promulgated in
        # part; the day on which its recognition rules enter into force is not known (checked 2026-11-22).
        Row("heilberufe-2026", only(verfahren=opts("drittstaat_reglementiert"),
            prof=opts("REG_DOCTOR", "REG_DENTIST", "REG_PHARM", "REG_MIDWIFE")), "heilberufe-2026",
            ("bt-drs-21-3207",), "heilberufe-2026", valid_from="2026-07-29"),
        Row("pflegehilfe-2027", only(verfahren=opts("drittstaat_reglementiert", "eu_allgemeine_regelung"),
            prof=opts("REG_ASSIST_CARE")), "pflegehilfe-2027", ("pflfassg-25", "pflfassg-52"), "pflegehilfe-2027",
            valid_from="2025-10-28", valid_to="2026-12-31"),
        Row("frist-rechtsbehelf", only(verfahren=opts("rechtsbehelf")), "frist-rechtsbehelf", ("vwgo-70", "vwgo-74"),
            "frist-rechtsbehelf"),
        Row("ddr-erzieher", only(goal=g.WORK, qual=g.FORMAL, where=opts("GDR"), prev=g.FIRST_HERE), "ddr-erzieher", ("einigvtr-37",), "ddr-erzieher"),
        Row("brexit", only(where=opts("UK"), prev=g.FIRST_HERE, verfahren=opts("drittstaat_reglementiert",
            "berufsbezeichnung")), "brexit", ("brexit-27",), "brexit", valid_from="2021-01-01"),
        Row("gegenseitigkeit", only(verfahren=opts("berufsbezeichnung"), prof=opts("LAND_ENGINEER"),
            cit=opts("other")), "gegenseitigkeit", ("ingg-lsa-6",), "gegenseitigkeit"),
        Row("facharzt-approbation", only(prof=opts("REG_SPECIALIST"), verfahren=opts("drittstaat_reglementiert",
            "eu_allgemeine_regelung")), "facharzt-approbation", ("baeo-3-3",), "facharzt-approbation"),
        Row("altgeselle-falle", only(verfahren=opts("meister_gleichwertigkeit"),
            prof=(g.CRAFT_A | g.MASTER_A) - g.HEALTH_CRAFT - g.CHIMNEY), "altgeselle-falle", ("hwo-7b",),
            "altgeselle-falle"),
        Row("anderes-land-bescheid", only(verfahren=RECOGNITION, prev=g.OTHER_LAND, where=g.FOREIGN, prof=g.LAND_LAW | g.TITLE_ONLY | opts(
            "REG_ASSIST_CARE", "LAND_ARCHITECT", "NR_LAND")), "anderes-land-bescheid", ("bqfg-lsa-4",), "anderes-land-bescheid"),
        # Sector law replaces missing papers by an examination or a course; the skills analysis of the BQFG is closed.
        Row("papiere-reglementiert", only(verfahren=opts("drittstaat_reglementiert"), prof=g.HEALTH_FED,
            docs=opts("partly", "none_not_my_fault")), "papiere-reglementiert", ("pflbg-40-3", "baeo-3-3", "mphg-2-2"),
            "papiere-reglementiert"),
        Row("papiere-selbst", only(verfahren=RECOGNITION - opts("meister_gleichwertigkeit"),
            prof=but("prof", *g.CRAFT_A, *g.CRAFT_B, "DUAL_HWK"), docs=opts("none_other")), "papiere-selbst", ("bqfg-14", "bqfg-15"),
            "papiere-selbst"),
    ),
)  # fmt: skip
