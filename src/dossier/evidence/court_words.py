"""Words that name a court or what it writes, told by the word that a phrase is about.

Of "a court reporter" that word is the reporter, of "the district court of the harbour" the court. In
English it is the last one before a preposition, in many other languages the first; in German, the
Nordic languages, Chinese, Japanese and Korean a court's name is one word with the court at its end.
Words are compared with their accents: without them the Polish court is an English adjective.
"""

from __future__ import annotations

import re
import unicodedata


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LAST = _words("court courts judges justices jury juries magistrates")
"""English: these only at the end of a phrase, since before another noun they describe it."""

_FIRST_OR_LAST = _words(
    "tribunal tribunals tribunale tribunales tribunali tribunaux tribunais tribunalul audiencia "
    "juzgado juzgados cassazione rechtbank gerechtshof strafkammer rätten byret landsret "
    "højesteret tingrett lagmannsrett sąd sądy soud súd curtea judecătoria bíróság суд суды съд "
    "mahkeme mahkemesi yargıtay pengadilan δικαστήριο محكمة المحكمة"
)
"""Courts in other languages: at the beginning or at the end of a phrase."""

_FIRST = _words(
    "corte cortes corti cour cours juez jueza jueces jurado magistrado magistrada magistrados "
    "magistradas juge juges magistrat magistrats giudice giudici juiz juíza juízes juízo júri "
    "richter richterin sędzia soudce sudca sudac судья судьи суддя δικαστής القاضي"
)
"""Courts and judges: only at the beginning, since at the end it would be a surname."""

_ONE_JUDGE = _words("judge magistrate")
_TITLES = _ONE_JUDGE | _words(
    "juez jueza magistrado magistrada juge magistrat giudice juiz juíza richter richterin sędzia "
    "soudce sudca судья суддя"
)

_ENDINGS = re.compile(
    r"(?:gerichte?|gericht(?:e?s)|gerichtshofs?|domstolen?|tingsrätt(?:en)?|hovrätt(?:en)?|oikeus"
    r"|法院|法庭|裁判所|법원)$"
)

_JUDGMENTS = _words(
    "judgment judgments judgement judgements verdict verdicts sentencia sentencias veredicto "
    "jugement jugements arrêt sentenza sentenze sentença acórdão urteil urteile vonnis "
    "wyrok rozsudek вирок приговор karar 判决 判決 판결"
)
"""What only a court writes."""

_OF_A_COURT = _words(
    "record records document documents filing filings paper papers file files ruling rulings "
    "decision decisions order orders opinion opinions transcript transcripts docket register "
    "registry registrar clerk sentence spokesman spokeswoman spokesperson documento documentos auto autos "
    "fallo resolución expediente acta portavoz décision beschluss sprecher sprecherin decisione ordinanza"
)
"""What is a court's, or speaks for it, where a court stands before it or after "of", "by", "for"."""

_ARTICLES = _words(
    "a an the this that one el la los las un una le les une der die das dem den ein eine einer "
    "eines il lo gli i uno o os as um uma de het een en ett et l"
)
_NO_COURTS = _words(
    "former ex retired fake moot kangaroo tennis food basketball squash royal festival film "
    "contest show talent"
)
"""Words before the court that make it another thing, or nobody who speaks for a court any more."""

_BEFORE = (
    "outside inside near before behind at in on after from by against fuera ante en cerca frente "
    "contra vor im am beim aus nach gegen devant dans au aux contre davanti presso contro przed w "
    "в у перед"
)
_PREPOSITIONS = _words(
    "of for to with under de del di da do dos das della des du d van von für zu i of w og "
    + _BEFORE
)
_SEEN_BY = _words("seen obtained reviewed filed published released unsealed cited dated")
_BELONGS = re.compile(r"^(?:of|by|for|from|de la|del|de|du|des|della|di|do|da)\b")
_WORD = re.compile(r"[^\W_]+(?:־[^\W_]+)?")


def is_court(words: str) -> bool:
    """Whether words name a court, its judges, its jury, or a paper or speaker of one."""
    phrase, rest = _about(words)
    if not phrase:
        return False
    # "a ruling of the Supreme Court"
    owner = _BELONGS.sub("", rest, count=1).strip()
    is_owned = phrase[-1] in _OF_A_COURT and owner != rest and is_court(owner)
    return is_owned or _is_court_phrase(phrase, words)


def is_court_document(words: str) -> bool:
    """Whether words name a court, or what a court writes: "the judgment", "court records"."""
    phrase, _ = _about(words)
    writes = bool(phrase) and not _JUDGMENTS.isdisjoint((phrase[0], phrase[-1]))
    return writes or is_court(words)


def _about(words: str) -> tuple[list[str], str]:
    """The words up to the first preposition, articles left out, and all from there on.

    No words where a preposition comes first: "outside the court" is no court.
    """
    plain = unicodedata.normalize("NFC", words).casefold().replace("’", "'")
    if re.search(r"\bel corte\b", plain):  # a cut, not a court: a chain of Spanish stores
        return [], ""
    plain = re.split(r"[,;:(–—]", plain.replace("'s ", " "))[0].removeprefix("according to ")
    phrase: list[str] = []
    for match in _WORD.finditer(plain):
        if not phrase and match[0] in _ARTICLES:
            continue
        if match[0] in _PREPOSITIONS | _SEEN_BY:
            return phrase, plain[match.start() :]
        phrase.append(match[0])
    return phrase, ""


def has_judges_title(name: str) -> bool:
    """Whether a person's name begins with a judge's title: "Judge Ida Holm", "la jueza Ruiz"."""
    phrase, _ = _about(name)
    return len(phrase) > 1 and phrase[0] in _TITLES


def _is_court_phrase(phrase: list[str], words: str) -> bool:
    if not _NO_COURTS.isdisjoint(phrase):
        return False
    first, last = phrase[0], phrase[-1]
    if last in _OF_A_COURT and len(phrase) > 1:
        return _is_court_phrase(phrase[:-1], words)
    if last in _ONE_JUDGE:
        # "a federal judge", and no "Mike Judge".
        return len(phrase) == 1 or f" {last}" in words
    if last in ("justice", "corte"):
        return phrase[-2:-1] in (["chief"], ["suprema"], ["alta"]) or (first == "corte")
    if first in _ONE_JUDGE:
        # A title before a name: "Judge Holm". "Court TV", "the judge's wife" have none.
        return bool(re.match(r"(?:Judge|Magistrate) [^\W\d_a-z]", words))
    ends = any(_ENDINGS.search(word) for word in (first, last))
    return last in _LAST or ends or first in _FIRST or not _FIRST_OR_LAST.isdisjoint((first, last))
