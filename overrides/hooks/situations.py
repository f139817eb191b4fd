"""What readers bring with them, and the procedures that fit: the way to a procedure without JavaScript.

Every procedure belongs to at least one situation. The texts are ``site.situation.<id>.title`` and ``.text``.
"""

SITUATIONS: dict[str, tuple[str, ...]] = {
    "training": ("gleichwertigkeit", "qualifikationsanalyse"),
    "degree": ("zeugnisbewertung", "gradfuehrung", "berufsbezeichnung"),
    "regulated-eu": (
        "automatische_anerkennung",
        "erworbene_rechte",
        "eu_allgemeine_regelung",
        "dienstleistung_eu",
        "eurag",
    ),
    "regulated-third": ("drittstaat_reglementiert", "berufserlaubnis"),
    "measures": ("anpassungslehrgang", "eignungspruefung", "kenntnispruefung"),
    "childcare": ("kita_fachkraft", "paedagogische_qualifizierung"),
    "business": ("meister_gleichwertigkeit", "eu_handwerk", "altgesellenregelung"),
    "school": ("schulabschluss", "hochschulzugang"),
    "no-certificate": ("validierung", "externenpruefung", "kein_verfahren"),
    "decided": (
        "laufendes_verfahren",
        "ausgleich",
        "rechtsbehelf",
        "keine_anerkennung_noetig",
        "bvfg_wahlrecht",
    ),
    "abroad": (
        "anerkennungspartnerschaft",
        "aufenthalt_16d",
        "chancenkarte",
        "fachkraft_aufenthalt",
        "blaue_karte",
        "erfahrene_fachkraft",
        "digitale_auskunft",
        "beschleunigtes_verfahren_81a",
    ),
    "money": ("anerkennungszuschuss", "foerderung_jobcenter", "berufssprachkurs"),
    "advice": ("iq_beratung_sued", "iq_beratung_nord", "zsba", "beratung_anderes_land"),
}
