"""What a reader must know besides the procedure: law about to change, deadlines, traps."""

from checker.model import Row, Table
from checker.rules import groups as g
from checker.rules.addons import BELOW_B2, COMPARE, HERE, JOB, LEARNING, LICENCE, LICENSED, VISA
from checker.rules.alternatives import RECOGNITION
from checker.rules.groups import but, only, opts
from checker.rules.measures import CHOICE, EXAM_ONLY, MISSING

CAUTIONS = Table(
    "cautions",
    "collect",
    (
        # Act of 2026 on the recognition of foreign qualifications in the healing professions: promulgated in
        # part; the day on which its recognition rules enter into force is not known (checked 2026-11-22).
        Row("heilberufe-2026", only(prof=opts("REG_DOCTOR", "REG_SPECIALIST", "REG_DENTIST", "REG_PHARM", "REG_MIDWIFE")),
            "heilberufe-2026", ("bt-drs-21-3207",), "heilberufe-2026", any_of=(
                only(verfahren=opts("drittstaat_reglementiert")),
                only(verfahren=opts("ausgleich", "laufendes_verfahren"), where=g.THIRD)), valid_from="2026-07-29"),
        Row("pflegehilfe-2027", only(verfahren=opts("drittstaat_reglementiert", "eu_allgemeine_regelung"),
            prof=opts("REG_ASSIST_CARE")), "pflegehilfe-2027", ("pflfassg-25",), "pflegehilfe-2027",
            valid_from="2025-10-28", valid_to="2026-12-31"),
        Row("pflfassg-neu", only(verfahren=opts("drittstaat_reglementiert", "eu_allgemeine_regelung"),
            prof=opts("REG_ASSIST_CARE")), "pflfassg-neu", ("pflfassg-25", "pflfassg-47"), "pflfassg-neu",
            valid_from="2027-01-01"),
        Row("frist-rechtsbehelf", only(verfahren=opts("rechtsbehelf")), "frist-rechtsbehelf", ("vwgo-70", "vwgo-74"),
            "frist-rechtsbehelf"),
        Row("ddr-erzieher", only(goal=g.WORK, qual=g.FORMAL, where=opts("GDR"), prev=g.FIRST_HERE), "ddr-erzieher", ("einigvtr-37",), "ddr-erzieher"),
        Row("brexit", only(where=opts("UK"), prev=g.FIRST_HERE, verfahren=opts("drittstaat_reglementiert",
            "berufsbezeichnung")), "brexit", ("brexit-27",), "brexit", valid_from="2021-01-01"),
        Row("gegenseitigkeit", only(verfahren=opts("berufsbezeichnung"), prof=opts("LAND_ENGINEER"),
            cit=opts("other")), "gegenseitigkeit", ("ingg-lsa-6",), "gegenseitigkeit"),
        Row("facharzt-approbation", only(prof=opts("REG_SPECIALIST"), verfahren=opts("drittstaat_reglementiert",
            "eu_allgemeine_regelung", "automatische_anerkennung", "erworbene_rechte", "ausgleich")), "facharzt-approbation",
            ("baeo-3", "zhg-2"), "facharzt-approbation"),
        Row("altgeselle-falle", only(verfahren=opts("meister_gleichwertigkeit"),
            prof=(g.CRAFT_A | g.MASTER_A) - g.HEALTH_CRAFT - g.CHIMNEY), "altgeselle-falle", ("hwo-7b",),
            "altgeselle-falle"),
        Row("anderes-land-bescheid", only(verfahren=RECOGNITION, prev=g.OTHER_LAND, where=g.FOREIGN, prof=g.LAND_LAW | g.TITLE_ONLY | opts(
            "REG_ASSIST_CARE", "LAND_ARCHITECT", "NR_LAND")), "anderes-land-bescheid", ("bqfg-lsa-4",), "anderes-land-bescheid"),
        # Sector law replaces missing papers by an examination or a course; the skills analysis of the BQFG is closed.
        Row("papiere-reglementiert", only(prof=CHOICE, docs=MISSING), "papiere-reglementiert",
            ("pflbg-40-3", "hebg-57-2", "mtbg-49-2", "mphg-2-2"), "papiere-reglementiert", any_of=(
                only(verfahren=opts("drittstaat_reglementiert")),
                only(verfahren=opts("eu_allgemeine_regelung"),
                    prof=opts("REG_NURSE", "REG_MIDWIFE", "REG_MEDTECH", "REG_TECHASSIST")))),
        Row("papiere-nur-pruefung", only(verfahren=opts("drittstaat_reglementiert"), docs=MISSING,
            prof=EXAM_ONLY | opts("REG_PSYCH")), "papiere-nur-pruefung",
            ("baeo-3-3", "zhg-2-3", "bapo-4-3", "btaeo-4-2", "psychthg-11-4"), "papiere-nur-pruefung"),
        # ALVO and SozBAnerkG may exclude the skills analysis of the Land act: nothing is promised.
        Row("papiere-land", only(verfahren=LICENCE, docs=MISSING,
            prof=opts("LAND_TEACHER", "LAND_SOCIAL", "LAND_KIPAED", "LAND_OTHER")), "papiere-land", ("bqfg-lsa-14",),
            "papiere-land"),
        Row("papiere-selbst", only(verfahren=RECOGNITION - opts("meister_gleichwertigkeit"),
            prof=but("prof", *g.CRAFT_A, *g.CRAFT_B, "DUAL_HWK"), docs=opts("none_other")), "papiere-selbst", ("bqfg-14", "bqfg-15"),
            "papiere-selbst"),
        # "Voluntary" is true for the occupation, not for the visa: AufenthG § 18(2) no. 4.
        Row("visum-anerkennung", only(**VISA, qual=g.FORMAL, verfahren=opts("gleichwertigkeit", "zeugnisbewertung",
            "berufsbezeichnung", "keine_anerkennung_noetig")), "visum-anerkennung", ("aufenthg-4a", "aufenthg-18-2"),
            "visum-anerkennung", valid_from="2020-03-01"),
        Row("deutsch-a2", only(**VISA, qual=g.FORMAL, verfahren=LICENCE | COMPARE | opts("ausgleich"),
            german=opts("none", "A1")), "deutsch-a2", ("aufenthg-16d-1", "aufenthg-16d-3"), "deutsch-a2",
            valid_from="2020-03-01"),
        Row("gehaltsgrenzen", only(**VISA, offer=JOB), "gehaltsgrenzen", ("aufenthg-18g-7", "aufenthg-18-2", "beschv-6"),
            "gehaltsgrenzen", valid_from="2024-03-01"),
        # Admission without entitlement (AufenthG § 44(4)) is suspended for the budget year 2026.
        Row("integrationskurs-2026", only(**HERE, verfahren=LEARNING, prof=LICENSED,
            german=BELOW_B2 - opts("B1")), "integrationskurs-2026", ("aufenthg-44-4",), "integrationskurs-2026",
            valid_from="2026-02-09", valid_to="2026-12-31"),
        Row("bvfg-handwerk", only(verfahren=opts("meister_gleichwertigkeit"), prof=g.CRAFT_A | g.MASTER_A,
            bvfg=opts("yes"), live=g.IN_GERMANY), "bvfg-handwerk", ("bvfg-14-5", "hwo-7-9"), "bvfg-handwerk"),
        # HwO § 7(2): EU degrees of three years equal German engineering degrees; nothing else is examined.
        Row("ingenieur-betrieb", only(verfahren=opts("meister_gleichwertigkeit"), prof=g.CRAFT_A | g.MASTER_A, qual=g.DEGREE,
            where=g.EU), "ingenieur-betrieb", ("hwo-7-2",), "ingenieur-betrieb"),
        Row("handwerksrolle", only(verfahren=opts("keine_anerkennung_noetig"), goal=g.WORK, qual=g.FORMAL), "handwerksrolle",
            ("hwo-1", "hwo-7"), "handwerksrolle", any_of=(only(prof=g.MASTER_A), only(prof=g.CRAFT_A, self=opts("own")))),
        # HwO § 7(1), § 8: what remains without the Meister level. Neither validation nor a journeyman notice opens a business.
        Row("betrieb-ohne-meister", only(goal=g.WORK), "betrieb-ohne-meister", ("hwo-1", "hwo-7-1", "hwo-8"),
            "betrieb-ohne-meister", any_of=tuple(
                only(verfahren=opts(*procedures), qual=qual, **trade)
                for procedures, qual in ((("validierung", "externenpruefung", "kein_verfahren"), g.INFORMAL),
                                         (("ausgleich", "laufendes_verfahren"), g.FORMAL))
                for trade in (only(prof=g.MASTER_A), only(prof=g.CRAFT_A, self=opts("own"))))),
        Row("anderes-land-recht", only(live=opts("other_land"), verfahren=RECOGNITION, prof=g.LAND_LAW | g.TITLE_ONLY
            | opts("REG_ASSIST_CARE", "LAND_ARCHITECT", "NR_LAND")), "anderes-land-recht", ("bqfg-lsa-8",),
            "anderes-land-recht"),
        Row("wto-anwalt", only(goal=g.WORK, qual=g.FORMAL, prof=opts("REG_LAWYER"), where=g.THIRD, verfahren=opts("zeugnisbewertung",
            "kein_verfahren")), "wto-anwalt", ("brao-206", "brao-207"), "wto-anwalt"),
        Row("alte-abschluesse-pflege", only(prof=opts("REG_NURSE", "REG_MIDWIFE"), where=g.EU,
            verfahren=opts("eu_allgemeine_regelung", "erworbene_rechte"), cutoff=opts("before", "before_3y")),
            "alte-abschluesse-pflege", ("pflbg-42-2", "pflbg-42-3", "hebg-49", "hebg-50", "hebg-51"),
            "alte-abschluesse-pflege"),
        Row("hebamme-ohne-jahre", only(prof=opts("REG_MIDWIFE"), where=g.THIRD, prev=opts("eu"),
            verfahren=opts("drittstaat_reglementiert")), "hebamme-ohne-jahre", ("hebg-58-1", "hebg-59"),
            "hebamme-ohne-jahre"),
        # PflBG § 40(3a): the waiver is final. In force since the act strengthening nursing studies.
        Row("pflege-verzicht", only(verfahren=opts("drittstaat_reglementiert"), prof=opts("REG_NURSE",
            "REG_NURSE_SPECIAL")), "pflege-verzicht", ("pflbg-40-3a",), "pflege-verzicht", valid_from="2024-01-01"),
        Row("arzt-vor-abschluss", only(verfahren=opts("kein_verfahren"), goal=g.WORK, qual=opts("unfinished"),
            prof=opts("REG_DOCTOR")), "arzt-vor-abschluss", ("baeo-10-5",), "arzt-vor-abschluss"),
        Row("lizenz-eu", only(prof=opts("REG_FED"), where=g.EU, verfahren=opts("eu_allgemeine_regelung")), "lizenz-eu",
            ("rl-2005-36-10",), "lizenz-eu"),
        # These laws replace the comparison; the body that issues the permit answers first.
        *(Row(name, only(prof=prof), name, sources, name, any_of=(
            only(verfahren=LICENCE), only(verfahren=opts("kein_verfahren"), goal=g.WORK)))
          for name, prof, sources in (
              ("recht-kraftfahrer", g.DRIVER, ("bkrfqg-2", "bkrfqg-6", "bkrfqg-7-2")),
              ("recht-fahrlehrer", g.INSTRUCTOR, ("fahrlg-1", "fahrlg-3-1", "fahrlg-3-6")),
              ("recht-heilpraktiker", g.HEALER, ("heilprg-1", "heilprg-2")))),
        # Directive Art. 49(1): the diploma must stand in Annex VI.
        Row("architekt-anhang-vi", only(verfahren=opts("erworbene_rechte"), prof=opts("LAND_ARCHITECT")), "architekt-anhang-vi",
            ("archtg-lsa-6-1", "rl-2005-36-49"), "architekt-anhang-vi"),
        # European professional card: nurses, pharmacists, physiotherapists (PflBG § 41(6), BApO § 11a(2), MPhG § 2(3)).
        Row("epc", only(where=g.EU, prof=opts("REG_NURSE", "REG_PHARM", "REG_THERAPY"), verfahren=opts(
            "automatische_anerkennung", "erworbene_rechte", "eu_allgemeine_regelung")), "epc",
            ("pflbg-41-6", "bapo-11a-2", "mphg-2-3"), "epc"),
        Row("teilzugang", only(where=g.EU, verfahren=opts("eu_allgemeine_regelung"), prof=opts("REG_NURSE",
            "REG_NURSE_SPECIAL", "REG_PSYCH", "REG_MEDTECH")), "teilzugang", ("pflbg-48a", "psychthg-4", "mtbg-53"),
            "teilzugang"),
        # BQFG § 9(1) no. 2 and its Land twin; BÄO § 3(6) no. 2a. Not a condition for nurses, midwives, paramedics.
        Row("berechtigung-herkunft", only(verfahren=LICENCE), "berechtigung-herkunft",
            ("bqfg-lsa-9", "baeo-3-6", "bapo-4-6", "psychthg-11-1"), "berechtigung-herkunft", any_of=(
                only(prof=g.LAND_LAW),
                only(prof=opts("REG_DOCTOR", "REG_DENTIST", "REG_PHARM", "REG_PSYCH"), where=g.THIRD))),
        # Directive Art. 13(2): not regulated there, so one year of practice; MTBG § 50(1) no. 2 and StBerG § 37a(3) say so.
        Row("ein-jahr-praxis", only(verfahren=opts("eu_allgemeine_regelung"), where=g.EU, prof=but("prof", *g.SECTORAL)),
            "ein-jahr-praxis", ("rl-2005-36-13",), "ein-jahr-praxis"),
        Row("lehramt-ein-fach", only(verfahren=LICENCE, prof=opts("LAND_TEACHER")), "lehramt-ein-fach",
            ("alvo-lsa", "lisa-lehramt"), "lehramt-ein-fach"),
        # The rows cite the law of today; PflBG, HebG, PsychThG, ATA-OTA-G, MTBG and PTAG began between 2020 and 2023.
        Row("frueheres-recht", only(prof=g.HEALTH_FED), "frueheres-recht", ("pflbg-66a",), "frueheres-recht",
            valid_to="2022-12-31"),
    ),
)  # fmt: skip
