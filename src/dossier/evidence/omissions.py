"""What quotes with omissions leave out of their texts, where that may turn their sense."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dossier.diagnostics import Diagnostic
from dossier.evidence.alignment import Span
from dossier.evidence.full_text import ReadText
from dossier.evidence.quotes import Quote
from dossier.evidence.typography import plain_text
from dossier.evidence.words import words_of

FEW = 8
"""Words up to which what is left out is looked at for a negation: of more it denies something of its own."""
MANY = 300
"""Words left out at one place from which on the two parts are rarely about one thing."""
_SETTLED = "where it says what the text says, 'dossier check --record' settles it"

_NEGATIONS = {
    "ar": "لا لم لن ليس ليست غير بدون",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand weder ohne",
    "en": "not never no nor none nobody nothing nowhere neither cannot without",
    "es": "no nunca jamás ni sin nada nadie ningún ninguna ninguno tampoco",
    "fr": "ne n pas jamais rien aucun aucune ni non sans",
    "it": "non mai né nessun nessuno nessuna niente nulla senza",
    "nl": "niet geen nooit niets niemand noch zonder",
    "pt": "não nunca jamais nem sem nada ninguém nenhum nenhuma",
    "ru": "не нет ни никогда ничего никто никого без",
    "uk": "не ні ніколи нічого ніхто без",
}
"""The words by which a sentence is denied, by language; of one that is not here, all are looked for."""
_ANY = frozenset(" ".join(_NEGATIONS.values()).split())
_DENIES_NOTHING = re.compile(
    r"\b(?:(?-i:N)os?\.? ?\d+|nos?\. ?\d+|(?:no|without(?: a)?) doubt|not (?:least|only)|no (?:less|fewer) than"
    r"|sin embargo|no obstante|sin duda|no s[oó]lo|no solamente|nada menos que|nicht (?:zuletzt|nur)|ohne zweifel"
    r"|non seulement|senza dubbio|non solo|não só|sem dúvida|niet alleen|не только)\b",
    re.IGNORECASE,
)
"""Numbers and phrases with the word of a negation, without which a sentence says what it says with them."""
_SIGNS = re.compile("[不没沒未無无]|ない|なかっ|ません")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def denies(text: str, language: str = "") -> bool:
    """Whether some words hold a negation, in the language of a code such as `en-GB`, else in any."""
    told = _NEGATIONS.get(language.partition("-")[0].lower())
    negations = frozenset(told.split()) if told else _ANY
    plain = _DENIES_NOTHING.sub(" ", plain_text(text).plain).casefold()
    words = _WORD.findall(plain)
    return bool(_SIGNS.search(plain)) or any(
        word in negations or word.endswith("n't") or word.startswith("n'") for word in words
    )


def find_omissions(
    quote: Quote, spans: Sequence[Span], text: ReadText, language: str
) -> Iterator[Diagnostic]:
    """A warning for each omission of a quote, whose parts stand at `spans`, that may turn its sense."""
    for (_, start), (end, _) in pairwise(spans):
        begin, stop = (bisect_left(text.plain.starts, at) for at in (start, end))
        left_out = text.plain.plain[begin:stop].strip()
        words = words_of(left_out)
        first, last = (bisect_left(text.speakers, at) for at in (start, end))
        place = text.place(start)
        if len(words) <= FEW and denies(left_out, language):
            message = f"what this quote leaves out of '{quote.source}' denies: »{left_out}«"
            hint = (
                f"look at {place}, and quote these words or end the quote before them; {_SETTLED}"
            )
        elif len(words) > MANY:
            message = f"this quote leaves out {len(words)} words of '{quote.source}' at one place"
            hint = f"look at {place}, and make two quotes of it; {_SETTLED}"
        elif 0 < first < last:
            message = f"between two parts of this quote somebody else speaks in '{quote.source}'"
            hint = (
                f"look at {text.place(text.speakers[first])}, and make two quotes of it; {_SETTLED}"
            )
        else:
            continue
        yield Diagnostic("quote-omission", quote.at, message, hint)
