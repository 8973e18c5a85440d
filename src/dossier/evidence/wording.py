"""Values and titles in words: whether two say the same, in whatever spelling."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from dossier.evidence.countries import GONE, around, city, country
from dossier.fold import fold_name

WhoIsMeant = Callable[[str], frozenset[str]]
"""Ids of all actors that a folded name could mean."""

MAX_VALUE = 500
"""Characters of a value that is compared: what is longer is prose, not a date, number or name."""

_CITATION = re.compile(r"\[@[^\]]*\]")
_LINK = re.compile(r"\[\[([^\]|]*)(?:\|([^\]]*))?\]\]")
_MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LETTERS_WITH_DOTS = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_SMALL_WORDS = frozenset(
    ("a", "an", "the", "of", "in", "at", "on", "and", "de", "del", "el", "la", "los", "las", "en")
)
_ARTICLES = frozenset(("a", "an", "the", "el", "la", "los", "las"))
_NEGATIONS = frozenset(("not", "no", "never", "none", "nobody", "without", "nor", "nunca", "sin"))


def plain_words(markdown: str) -> str:
    """A value without its markup and citations, folded: accents, case and typography dropped."""
    if len(markdown) > MAX_VALUE:
        return markdown.casefold()  # the patterns below take time with the square of the length
    return _plain_words(markdown)


@lru_cache(maxsize=4096)
def _plain_words(markdown: str) -> str:
    """The same of what is no prose; kept, since every value of a label is compared with others."""
    text = _CITATION.sub(" ", markdown)
    text = _LINK.sub(lambda m: m[2] or m[1].replace("-", " "), text)
    text = _MARKDOWN_LINK.sub(r"\1", text).replace("*", "").replace("`", "")
    return fold_name(text).casefold().strip(" .")


_SHORT = {
    "ltd": "limited", "inc": "incorporated", "corp": "corporation", "co": "company", "bros": "brothers",
    "intl": "international", "dept": "department", "univ": "university", "cia": "compania",
    "hnos": "hermanos", "sra": "senora", "sr": "senor", "ing": "ingeniero", "lic": "licenciado",
}  # fmt: skip
"""What companies and titles are written as, with or without a full stop."""
_BRITISH = (
    (re.compile(r"(?<=[a-z]{2})our(?=s$|ed$|$)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[nt])re(?=s$|$)"), "er"),
    (re.compile(r"(?<=[a-z]{3})is(?=e$|es$|ed$|ing$|ation$|ations$)"), "iz"),
    (re.compile(r"(?<=^def|^off|^lic)ence(?=s$|$)"), "ense"),
    (re.compile(r"^grey(?=s$|ish$|$)"), "gray"),
)
"""Spellings of one English word; a word of another language that they catch is changed in both values."""


def _standard(word: str) -> str:
    for spelling, american in _BRITISH:
        word = spelling.sub(american, word)
    return _SHORT.get(word, word)


@lru_cache(maxsize=4096)
def tokens(folded: str) -> tuple[str, ...]:
    """The words of a folded value, each in one spelling."""
    joined = _LETTERS_WITH_DOTS.sub(lambda m: m[0].replace(".", ""), folded)
    return tuple(_standard(word) for word in re.findall(r"\w+", joined.replace("'", "")))


def same_words(one: str, other: str) -> bool:
    """Whether two folded values say the same in letters and digits; "the Group" is "Group"."""
    return one == other or _without_articles(one) == _without_articles(other)


@lru_cache(maxsize=4096)
def _without_articles(folded: str) -> tuple[str, ...]:
    return tuple(word for word in tokens(folded) if word not in _ARTICLES) or tokens(folded)


SIMILAR = 0.6
"""Share of the words of two titles, by their beginnings, that both must have to say the same."""
_STEM = 5


def similar_titles(one: str, other: str) -> bool:
    """Whether two titles say the same of the same: "Arrest of Ada Holm", "Ada Holm arrested"."""
    if max(len(one), len(other)) > MAX_VALUE:
        return False
    (stems, negations), (others, other_negations) = _stems(one), _stems(other)
    if negations != other_negations:
        return False
    return len(stems & others) >= SIMILAR * len(stems | others) > 0


@lru_cache(maxsize=4096)
def _stems(title: str) -> tuple[frozenset[str], frozenset[str]]:
    """The beginnings of a title's words, and those of its words that say the contrary."""
    words = set(tokens(plain_words(title))) - _SMALL_WORDS
    return frozenset(word[:_STEM] for word in words), frozenset(words & _NEGATIONS)


def meant(value: str, folded: str, who: WhoIsMeant) -> frozenset[str]:
    """Ids of the actors that a value could mean, by a link or by a name."""
    link = _LINK.fullmatch(_CITATION.sub("", value).strip())
    return who(folded) | (frozenset((link[1],)) if link and link[1] else frozenset())


_STYLED = frozenset(
    (
        "don",
        "dona",
        "mr",
        "mrs",
        "ms",
        "dr",
        "dra",
        "sr",
        "sra",
        "senor",
        "senora",
        "sir",
        "sheikh",
        "haji",
    )
)


def is_full_name(value: str) -> bool:
    """Whether a value as written may be a given name with a surname, or links to an actor."""
    if _LINK.search(value):
        return True
    words = re.findall(r"[^\W\d_]+", _CITATION.sub("", value))
    return sum(not word[0].islower() and plain_words(word) not in _STYLED for word in words) > 1


def one_says_the_other(a: str, b: str) -> bool:
    """Whether one folded value says all that the other does, or stands for it: its initials."""
    words, others = set(tokens(a)) - _SMALL_WORDS, set(tokens(b)) - _SMALL_WORDS
    if (words & _NEGATIONS) != (others & _NEGATIONS):
        return False
    words, others = _spelt_out(words, a, others), _spelt_out(others, b, words)
    words = _spelt_alike(words, others)
    short = (
        _is_initials(a, b),
        _is_initials(b, a),
        _is_letter(a, b),
        _is_letter(b, a),
        _overlap(a, b),
    )
    return words <= others or others <= words or any(short)


def could_be_one_place(a: str, b: str) -> bool:
    """Whether two places, each with larger ones around it after a comma, could be one.

    "Guadalajara, Jalisco" and "Guadalajara, Mexico" could; "Jalisco, Mexico" has the first in it. A
    country alone could hold any place that names none: "Germany", "Munich". So could a town a house in
    it: "Lima", "Hotel Miramar"; and what lies "near" a town, or is a whole province, any place.
    """
    (places, land), (others, other_land) = _places(a), _places(b)
    if bool(places[:1] and places[0] & _HOUSES) != bool(others[:1] and others[0] & _HOUSES):
        places, others = (side[1:] if side[0] & _HOUSES else side for side in (places, others))
        if not places or not others:
            return True
    if not places or not others:
        return False
    has_gone = land in GONE or other_land in GONE
    is_apart = land and other_land and around(land).isdisjoint(around(other_land)) and not has_gone
    if is_apart:
        return False
    if any(part & _LOOSE for part in places) != any(part & _LOOSE for part in others):
        return True
    if places[0] in others or others[0] in places:
        return True
    is_land = [places == [{land}], others == [{other_land}]]
    if land and other_land and land != other_land:
        return any(is_land)  # one has been, or is held to be, a part of the other
    return is_land[0] != is_land[1] and not (land and other_land)


_HOUSES = frozenset(
    (
        "hotel", "airport", "prison", "jail", "hospital", "street", "avenue", "road", "stadium", "church",
        "school", "university", "court", "house", "villa", "aeropuerto", "carcel", "prision", "penal", "calle",
        "avenida", "estadio", "iglesia", "escuela", "universidad", "tribunal", "casa",
    )
)  # fmt: skip
"""Words for what stands in a town."""
_LOOSE = frozenset(
    (
        "near", "outside", "outskirts", "rural", "village", "somewhere", "suburb", "suburbs", "state", "province",
        "county", "district", "region", "cerca", "afueras", "pueblo", "aldea", "rancheria", "estado", "provincia",
        "departamento", "municipio", "distrito",
    )
)  # fmt: skip
"""Words of a place that is not told exactly, or that has many in it."""


def _places(text: str) -> tuple[list[frozenset[str]], str | None]:
    """A place and those around it, the innermost first, each as its words; and the country it names."""
    parts = [tokens(part) for part in re.split(r"[,;()]+", text)]
    lands = [country(part) for part in parts]
    named = [
        frozenset((land,)) if land else frozenset(city(part)) - _ARTICLES
        for part, land in zip(parts, lands, strict=True)
        if part
    ]
    return named, next((land for land in reversed(lands) if land), None)


def _spelt_alike(words: set[str], others: set[str]) -> set[str]:
    """The words with those that are another spelling of one of the others as that: "Mohammed", "Muhammad".

    Of names that have another word in common; else two surnames of one sound would be one.
    """
    alone = words - others
    if not alone or alone == words:
        return words
    twins = {
        word: next((o for o in sorted(others - words) if _sounds_like(word, o)), word)
        for word in alone
    }
    return {twins.get(word, word) for word in words}


_SOUNDLESS = re.compile(r"[aeiouyjwh]+")
_SAME_SOUND = str.maketrans("cqzv", "kksb")


def _sounds_like(one: str, other: str) -> bool:
    """Whether two words have the same consonants, in whatever alphabet's way of writing them."""
    if min(len(one), len(other)) < MIN_ABBREVIATED or one[0] != other[0]:
        return False
    sounds, others = (
        re.sub(r"(.)\1+", r"\1", _SOUNDLESS.sub("", word).translate(_SAME_SOUND))
        for word in (one, other)
    )
    return len(sounds) > 1 and sounds == others


def _overlap(a: str, b: str) -> bool:
    """Whether one name ends as the other begins: "María Consuelo Loera", "Consuelo Loera Pérez"."""
    one, other = ([w for w in tokens(text) if w not in _SMALL_WORDS] for text in (a, b))
    return any(
        x[-n:] == y[:n]
        for x, y in ((one, other), (other, one))
        for n in range(2, min(len(x), len(y)))
    )


def _spelt_out(words: set[str], text: str, others: set[str]) -> set[str]:
    """The words with those that a full stop shortens as the other value has them: "St.", "Saint"."""
    short = {word for word in re.findall(r"(\w+)\.", text) if word not in others}
    long = {word: next((o for o in sorted(others) if _shortens(word, o)), word) for word in short}
    return {long.get(word, word) for word in words}


def _shortens(short: str, long: str) -> bool:
    """Whether the letters of one word stand in another in order, its first one at the beginning."""
    letters = iter(long)
    return len(short) < len(long) and short[0] == long[0] and all(c in letters for c in short)


def _is_initials(short: str, long: str) -> bool:
    letters = "".join(word[0] for word in tokens(long) if word not in _SMALL_WORDS)
    return len(letters) > 1 and tokens(short) == (letters,)


MIN_ABBREVIATED = 4
"""Letters of a word that a single one may stand for: "F" is "female", and "A" is not "AB"."""


def _is_letter(short: str, long: str) -> bool:
    words = tokens(long)
    return len(short) == 1 and len(words) == 1 and len(long) >= MIN_ABBREVIATED and long[0] == short
