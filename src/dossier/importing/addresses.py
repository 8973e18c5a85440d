"""What an address says beside where the page is: that it is a copy's, or where a reader came from."""

from __future__ import annotations

import re
from dataclasses import replace

from dossier.importing.dates import edtf
from dossier.importing.material import Bibliography, web_address

_TRACKING = re.compile(
    r"(?<=[?&])(?:utm_\w+|fbclid|gclid|msclkid|twclid|yclid|igshid|mc_cid|mc_eid)=[^&#]*&?"
)
_LEFT_OVER = re.compile(r"[?&](?=#|\Z)")
_COPY = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:is|li|md|ph|today|vn|fo))/"
    r"(\d{4})\.?(\d\d)\.?(\d\d)[-\d]*(?:[a-z]{2}_)?/(https?):/+(.+)",
    re.IGNORECASE,
)
"""An address of the Wayback Machine, or of archive.today: the day of the copy, and what it is a copy of."""


def without_tracking(address: str) -> str:
    """An address without the parts that tell where a reader came from; that of a copy stays as it is."""
    if _COPY.match(address):
        return address
    return _LEFT_OVER.sub("", _TRACKING.sub("", address))


def of_original(about: Bibliography) -> Bibliography:
    """The bibliography of an archived copy with the address of the original, and the copy beside it."""
    found = _COPY.fullmatch(about.url)
    if not found or about.archive_url:
        return about
    year, month, day, scheme, rest = found.groups()
    address = without_tracking(web_address(f"{scheme}://{rest}"))
    made = edtf(year, month, day)
    return replace(about, url=address, archive_url=about.url, archive_date=made)
