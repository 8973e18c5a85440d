"""What somebody may have meant by a date that is not written in EDTF.

Knows nothing of EDTF beyond its look: whether a guess is a date, `dates` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.model.date_tables import ENGLISH, SPANISH

_REWRITES = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})", "{4}-{3:0>2}-{1:0>2}"),
        # The month may come first, whatever divides the two: the writer has to choose.
        (r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})", "{4}-{1:0>2}-{3:0>2}"),
        (r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})", "{1}-{3:0>2}-{4:0>2}"),
        (r"([0-9]{4})([0-9]{2})([0-9]{2})", "{1}-{2}-{3}"),
        (r"([0-9]{4})[./-]([0-9]{1,2})", "{1}-{2:0>2}"),
        (r"([0-9]{1,2})[./-]([0-9]{4})", "{2}-{1:0>2}"),
        (r"([0-9]{4}) ?(?:-|to|a) ?([0-9]{4})", "{1}/{2}"),
        (r"([0-9]{4}) ?[-/] ?(?:open|present|now|today)", "{1}/.."),
        (r"([0-9]{3})0'?s", "{1}X"),
        (r"(?:d[eé]cada de|a[nñ]os|decade of)(?: los| the)? ([0-9]{3})0'?s?", "{1}X"),
        (r"y(-?[0-9]{4})", "{1}"),
        (
            r"(?:ca?\.?|circa|about|around|approximately|approx\.?|hacia|alrededor de|en torno a) ?([0-9]{4})",
            "{1}~",
        ),
        (r"([0-9x-]{4,10})([?~%])\2+", "{1}{2}"),
        (r"([0-9x-]{4,10})(?:\?~|~\?)", "{1}%"),
        (r"([0-9-]{10})[t ]([0-9]{2}:[0-9]{2})(z?)", "{1}T{2}:00{3}"),
        (r"([0-9-]{10}) ([0-9]{2}:[0-9]{2}:[0-9]{2})(z?)", "{1}T{2}{3}"),
    )
)


def guesses(text: str) -> Iterator[str]:
    """What the writer may have meant; the caller keeps only what is EDTF."""
    if len(text) > 60:
        return
    plain = " ".join(re.sub("[\u2010-\u2015\u2212]", "-", text).split()).lower()
    yield plain.replace(" ", "").upper()  # `2023 / 2024`, `201x`
    for pattern, meant in _REWRITES:
        if match := pattern.fullmatch(plain):
            yield meant.format("", *match.groups()).upper()
    # `June 2024`, `25 de julio de 2024`, `July 25th, 2024`
    words = [word for word in re.split(r"[ ,./-]+", plain) if word not in ("", "de", "of")]
    months = [number for word in words if (number := _month_number(word))]
    years = [word for word in words if re.fullmatch(r"[0-9]{4}", word)]
    days = [
        day[1] for word in words if (day := re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?", word))
    ]
    if len(months) == len(years) == 1 and len(words) == 2 + len(days):
        yield "-".join([years[0], f"{months[0]:02}", *(f"{day:0>2}" for day in days)])


def _month_number(word: str) -> int | None:
    """1-12 for a month or its beginning in English or Spanish ("sept"), None for other words."""
    for names in (ENGLISH.months, SPANISH.months):
        for number, name in enumerate(names, 1):
            if len(word) >= 3 and name.lower().startswith(word):
                return number
    return None
