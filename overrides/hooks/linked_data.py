"""What a page is about, for search engines and other machines: schema.org as JSON-LD.

The block is data and never run, so the strict policy of the pages does not concern it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from overrides.hooks import facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from overrides.hooks.data_page import DataPage
    from overrides.hooks.frame import Frame

Node = dict[str, Any]
LAND: Node = {"@type": "State", "name": "Sachsen-Anhalt", "sameAs": "https://www.wikidata.org/wiki/Q1206"}
NOT_PUBLIC = frozenset({"iq-sued", "iq-nord", "uni-assist", "dau", "bbs-seeschifffahrt"})
"""Bodies under private law: associations, companies and projects."""
_PHONE = re.compile(r"[+\d][\d /-]*\d")  # The facts say behind the number whom it is for.
FEW = 5  # A service that many bodies decide on names none of them.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def prose(frame: Frame, changed: str) -> Markup:
    """The description of a page from Markdown; ``changed`` is the day of its last change."""
    return _script(_web_page(frame, changed))


def data_page(frame: Frame, page: DataPage) -> Markup:
    """The description of a page from the facts."""
    about = ABOUT.get(page.template)
    if about is None:
        return _script(_web_page(frame, frame.rules_date))
    node, checked = about(frame, page.variables)
    return _script({**_web_page(frame, checked), "mainEntity": node})


def _web_page(frame: Frame, changed: str) -> Node:
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": frame.absolute(),
        "url": frame.absolute(),
        "name": frame.heading,
        "description": frame.description,
        "inLanguage": frame.language.tag,
        "dateModified": changed,
        "isPartOf": {"@type": "WebSite", "name": frame.site_name, "url": frame.site_url},
    }


def _service(frame: Frame, variables: Node) -> tuple[Node, str]:
    bodies = variables["authorities"]
    node: Node = {
        "@type": "GovernmentService",
        "@id": f"{frame.absolute()}#{variables['id']}",
        "name": frame.heading,
        "description": frame.description,
        "areaServed": LAND,
    }
    if 0 < len(bodies) <= FEW:
        folder = frame.site_url + frame.language.folder
        node["provider"] = [
            {
                "@type": _kind(body["id"]),
                "@id": f"{folder}stellen/{body['id']}/#{body['id']}",
                "name": body["name"],
            }
            for body in bodies
        ]
    return node, variables["procedure"].get("checked", frame.rules_date)


def _organization(frame: Frame, variables: Node) -> tuple[Node, str]:
    record = variables["authority"]
    contact = facts.contact(record)
    node: Node = {
        "@type": _kind(record["id"]),
        "@id": f"{frame.absolute()}#{record['id']}",
        "name": record["name"],
    }
    names = {"address": "address", "email": "email"}
    node |= {names[key]: contact[key] for key in names if key in contact}
    if phone := _PHONE.match(contact.get("phone", "")):
        node["telephone"] = phone.group()
    if "website" in contact:
        node["url"] = f"https://{contact['website']}"
    if record["scope"] != "federal":
        node["areaServed"] = LAND
    return node, record["checked"]


def _kind(authority: str) -> str:
    return "Organization" if authority in NOT_PUBLIC else "GovernmentOrganization"


def _district(frame: Frame, variables: Node) -> tuple[Node, str]:
    record = variables["district"]
    node: Node = {
        "@type": "AdministrativeArea",
        "@id": f"{frame.absolute()}#ort",
        "name": record["name"],
        "identifier": {"@type": "PropertyValue", "propertyID": "AGS", "value": record["ags"]},
        "containedInPlace": LAND,
    }
    return node, record["checked"]


def _occupation(frame: Frame, variables: Node) -> tuple[Node, str]:
    record = variables["record"]
    codes = [f"{name} {record[key]}" for key, name in (("kldb", "KldB 2010"), ("isco", "ISCO-08")) if key in record]
    node: Node = {
        "@type": "Occupation",
        "@id": f"{frame.absolute()}#beruf",
        "name": frame.heading,
        "description": frame.description,
        "occupationLocation": LAND,
    }
    if frame.heading != record["title"]:
        node["alternateName"] = record["title"]
    if codes:
        node["occupationalCategory"] = codes
    return node, record["checked"]


ABOUT: dict[str, Callable[[Frame, Node], tuple[Node, str]]] = {
    "procedure.html": _service,
    "authority.html": _organization,
    "beruf.html": _occupation,
    "ort.html": _district,
}


def _script(node: Node) -> Markup:
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))  # noqa: S704 - escaped above
