"""The procedure ids (contract of the command line, the links and the pages), in the order of the site."""

PROCEDURES = (
    "gleichwertigkeit", "qualifikationsanalyse",
    "meister_gleichwertigkeit", "eu_handwerk", "altgesellenregelung",
    "automatische_anerkennung", "erworbene_rechte", "eu_allgemeine_regelung", "drittstaat_reglementiert",
    "anpassungslehrgang", "eignungspruefung", "kenntnispruefung", "berufserlaubnis", "dienstleistung_eu",
    "berufsbezeichnung", "eurag", "kita_fachkraft",
    "zeugnisbewertung", "gradfuehrung", "hochschulzugang", "schulabschluss",
    "validierung", "externenpruefung", "bvfg_wahlrecht",
    "keine_anerkennung_noetig", "kein_verfahren", "laufendes_verfahren", "ausgleich", "rechtsbehelf",
    "anerkennungszuschuss", "foerderung_jobcenter", "berufssprachkurs", "paedagogische_qualifizierung",
    "digitale_auskunft", "anerkennungspartnerschaft", "aufenthalt_16d", "beschleunigtes_verfahren_81a",
    "erfahrene_fachkraft", "chancenkarte", "fachkraft_aufenthalt", "blaue_karte",
    "zsba", "iq_beratung_sued", "iq_beratung_nord", "beratung_anderes_land",
)  # fmt: skip
