"""Who helps free of charge, by region; every result carries at least one of these."""

from checker.model import Row, Table
from checker.rules.groups import WORK, only, opts

ADVICE = Table(
    "advice",
    "collect",
    (
        Row("iq-sued", only(live=opts("lsa_south")), "iq_beratung_sued", ("lsa-integration-anerkennung",),
            "beratung-sued", role="advice"),
        Row("iq-nord", only(live=opts("lsa_north")), "iq_beratung_nord", ("lsa-integration-anerkennung",),
            "beratung-nord", role="advice"),
        Row("anderes-land", only(live=opts("other_land")), "beratung_anderes_land", ("bqfg-8",),
            "beratung-anderes-land", role="advice"),
        Row("aus-dem-ausland", only(goal=WORK, live=opts("abroad_third", "abroad_eu")), "zsba", ("sgb3-421b",),
            "beratung-ausland", role="advice", valid_from="2020-02-01", valid_to="2026-12-31"),
        Row("aus-dem-ausland-sued", only(live=opts("abroad_third", "abroad_eu")), "iq_beratung_sued",
            ("lsa-integration-anerkennung",), "beratung-arbeitsort", role="advice"),
        Row("aus-dem-ausland-nord", only(live=opts("abroad_third", "abroad_eu")), "iq_beratung_nord",
            ("lsa-integration-anerkennung",), "beratung-arbeitsort", role="advice"),
    ),
)  # fmt: skip
