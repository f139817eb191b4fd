"""What a page from the facts consists of, whichever module makes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class DataPage:
    """A page below a language's root: its path, template, plain titles and template variables.

    ``german_heading`` says that the heading is a German name in every language.
    """

    path: str
    template: str
    heading: str
    description: str
    crumbs: tuple[tuple[str, str], ...] = ()
    german_heading: bool = False
    indexed: bool = True
    variables: dict[str, Any] = field(default_factory=dict)
