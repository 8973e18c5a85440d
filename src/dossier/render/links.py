"""Symbolic links of a page made relative, all at once when it is finished.

What templates and linked texts write of a link is the same on every page, so that it can be made once
and stand on many; only where the page stands tells the way from it.
"""

from __future__ import annotations

import re
from html import unescape

from dossier.urls import (
    SYMBOLIC_SCHEMES,
    Href,
    OutputPath,
    Places,
    Reference,
    absolute,
    href,
    reference_target,
)

_SIGN = "\x01"
"""Stands around a reference in what templates write; no text has it (XML 1.0, section 2.2)."""
_SIGNED = re.compile(f'{_SIGN}([^{_SIGN}\\s"<>]*){_SIGN}')
_LINKED = [
    re.compile(f'{attribute}="((?:{"|".join(SYMBOLIC_SCHEMES)}):[^"]*)"')
    for attribute in ("href", "src")  # a pattern each: one that begins with letters is found faster
]
_REMEMBERED = 100_000
"""So many targets are remembered (some 20 MB)."""


class Links:
    """The links of a site; `places` tells the page of each event, where the timeline has several."""

    def __init__(self, places: Places, base_url: str | None = None) -> None:
        """`base_url` ends with a slash."""
        self._places = places
        self._base_url = base_url
        self._targets: dict[str, str] = {}

    def href(self, reference: Reference) -> str:
        """A link as templates write it, to be made relative by `resolve`."""
        return f"{_SIGN}{reference}{_SIGN}"

    def address(self, reference: Reference) -> str:
        """The absolute address of a reference; without a `base_url` a link like any other."""
        if self._base_url:
            return absolute(reference, self._base_url, self._places)
        return self.href(reference)

    def place(self, reference: Reference, page: OutputPath) -> str:
        """A link that stays on the page where its target stands on the same."""
        path, fragment = reference_target(reference, self._places)
        own = path == page and fragment
        return self.target(reference).removeprefix(page) if own else self.href(reference)

    def target(self, reference: str) -> Href:
        """The link as the site's root has it: path and fragment, encoded for an address."""
        known = self._targets.get(reference)
        if known is None:
            if len(self._targets) >= _REMEMBERED:
                self._targets.clear()
            known = self._targets[reference] = href(Reference(reference), "", self._places)
        return Href(known)

    def resolve(self, html: str, root: str, this_actor: str = "") -> str:
        """Every symbolic link of `html` as a relative one from where `root` is the way to the root.

        In linked texts a link to `this_actor`, on whose own page the text stands, becomes a placeholder
        (`aria-current="page"` without href): the name stays marked but leads nowhere.
        """
        if this_actor:
            html = html.replace(f'href="actor:{this_actor}"', 'aria-current="page"')
        html = _SIGNED.sub(lambda found: root + self.target(found[1]), html)
        for pattern in _LINKED:
            html = pattern.sub(
                lambda found: found[0].replace(found[1], root + self.target(unescape(found[1]))),
                html,
            )
        return html
