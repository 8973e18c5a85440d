"""What the YAML parser's messages mean to somebody who writes YAML by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dossier.diagnostics import INVISIBLE
from dossier.load.text import TextProblem, half_merged, split_lines

Place = tuple[int, int]
"""Line and column, 0-based."""


@dataclass(frozen=True)
class _Explanation:
    """What one of the parser's messages means to somebody who writes YAML by hand."""

    words: str
    message: str
    hint: str
    at_context: bool = False
    """Whether the mistake is where the value began rather than where the parser gave up."""


_EXPLANATIONS = (
    _Explanation(
        "found a tab character", "a tab stands here, and YAML is indented with blanks only",
        "replace the tab with blanks",
    ),
    _Explanation(
        "cannot start any token", "a value cannot begin with {character}",
        "put the value in quotation marks",
    ),
    _Explanation(
        "did not find expected alphabetic or numeric character",
        "a value cannot begin with {character}", "put the value in quotation marks", at_context=True,
    ),
    _Explanation(
        "mapping values are not allowed", "a second colon with a blank after it",
        "put the value in quotation marks, or begin the next key in the right column",
    ),
    _Explanation(
        "mapping keys are not allowed", "a value cannot begin with '?' and a blank",
        "put the value in quotation marks",
    ),
    _Explanation(
        "sequence entries are not allowed", "a list cannot begin in the line of its key",
        "put '- ' in the next line; or quotation marks around the value",
    ),
    _Explanation(
        "while scanning a quoted scalar, found unexpected",
        "a quotation mark opens here and is never closed",
        "close it; an apostrophe inside '…' is written twice: ''", at_context=True,
    ),
    _Explanation(
        "found unknown escape character", "in double quotes a backslash has a meaning of its own",
        "write \\\\ for a backslash, or use single quotes",
    ),
    _Explanation(
        "while parsing a quoted scalar", "in double quotes a backslash has a meaning of its own",
        "write \\\\ for a backslash, or use single quotes",
    ),
    _Explanation(
        "could not find expected ':'", "this line is no 'key: value' line",
        "add the colon and a blank after it; a text that goes on is indented deeper than its key",
        at_context=True,
    ),
    _Explanation(
        "did not find expected '-' indicator", "an item of the list ('- …') was expected here",
        "begin all items of one list in the same column",
    ),
    _Explanation(
        "did not find expected key", "this line does not fit the lines before it",
        "begin it in the same column as the other keys",
    ),
    _Explanation(
        "did not find expected ',' or ']'", "a list opened with '[' is not closed",
        "add ']'; or put quotation marks around a value that begins with '['", at_context=True,
    ),
    _Explanation(
        "did not find expected ',' or '}'", "a mapping opened with '{{' is not closed",
        "add '}'; or put quotation marks around a value that begins with '{'", at_context=True,
    ),
    _Explanation(
        "while parsing a flow node", "a list '[…]' or mapping '{{…}}' has a gap or is not closed",
        "close it; or put quotation marks around a value that begins with '[' or '{'",
    ),
    _Explanation(
        "did not find expected comment or line break", "a text after '|' or '>' begins here",
        "begin it in the next line, indented; or leave out the '|' or '>'",
    ),
    _Explanation(
        "found undefined tag handle", "a value that begins with '!' is read as a YAML tag",
        "put the value in quotation marks if the '!' belongs to it",
    ),
    _Explanation(
        "while parsing a tag", "a value that begins with '!' is read as a YAML tag",
        "put the value in quotation marks if the '!' belongs to it",
    ),
    _Explanation(
        "while scanning a directive", "a line that begins with '%' is read as a YAML directive",
        "put the value in quotation marks, or indent the line",
    ),
    _Explanation(
        "did not find expected <document start>", "something stands here after the record's end",
        "a file is one list of 'key: value' lines; check the indentation",
    ),
)  # fmt: skip


_ANY = "look at the quotation marks, colons and indentation of this line and the one before"
_AFTER_THE_VALUE = _Explanation(
    "", "the value has ended before this",
    "put other quotation marks around the whole value: 'a \"b\" c' or \"a 'b' c\"",
)  # fmt: skip
_OTHER_COLUMN = _Explanation(
    "", "this item of a list begins in another column than those before it",
    "begin all items of one list in the same column",
)  # fmt: skip
_TOO_DEEP = _Explanation(
    "", "this key is indented deeper than the line before it allows",
    "begin it in the same column as the other keys",
)  # fmt: skip
_OF_NO_ITEM = _Explanation(
    "", "this line belongs to no item of the list above",
    "a key of an item begins in the column after its '- ', a new item with '- '",
)  # fmt: skip
_ROUND_QUOTES = _Explanation(
    "", "a second colon with a blank after it: typographic quotation marks are letters to YAML",
    "put straight ones around the value: \"…\" or '…'",
)  # fmt: skip
_FENCE = _Explanation(
    "", "three backticks belong to Markdown, and this file is YAML",
    "take this line out, and the one at the end",
)  # fmt: skip
_OPENING = re.compile("[:-] +[“”„‟«»‘’‚‛]")
"""A value that begins with a quotation mark that YAML does not know."""


@dataclass(frozen=True)
class _Slip:
    """What makes a line look like a `key: value` line or an item, and keeps it from being one."""

    form: re.Pattern[str]
    """Ends before the character that is wrong."""
    message: str
    hint: str


_SLIPS = (
    _Slip(
        re.compile(rf" *(?:- +)*-?(?:[\w-]+:)?(?={INVISIBLE.pattern})"),
        "an invisible character (U+{code:04X}) stands here, where YAML wants a blank",
        "delete it and type a blank instead",
    ),
    _Slip(
        re.compile(r" *(?:- +)*[a-z_]+(?=：)"),
        "this colon is another sign (U+{code:04X}) than that of YAML",
        "type a plain ':' and a blank after it",
    ),
    _Slip(
        re.compile(r" *(?=[•‣◦▪·–—]\s)"),
        "an item of a list does not begin with this sign (U+{code:04X})",
        "begin each item with a hyphen and a blank, '- '",
    ),
    _Slip(
        re.compile(r" *(?:- +)*[a-z_]+:(?=[^\s/])"),
        "no blank stands between this colon and the value",
        "write 'key: value'",
    ),
)
_DASH = _Slip(
    re.compile(r" *(?:- +)*(?=-[^\s\d.-])"),
    "no blank stands between this dash and the item",
    "put a blank after the dash",
)
"""Where the parser gives up: a line before it may as well be of a text."""


def explained(said: str, at: Place, began: Place | None, text: str) -> TextProblem:
    """The parser's message `said` in plain words, with what to do.

    `at` is where the parser gave up, `began` where the value began that it was reading.
    """
    known = next((e for e in _EXPLANATIONS if e.words in said), None)
    line, column = began if known and known.at_context and began else at
    lines = split_lines(text)
    # Wherever a marker stands, the parser may give up at any line of the two sides.
    if unmerged := half_merged(lines):
        return unmerged
    if line < len(lines) and (found := _DASH.form.match(lines[line])):
        return _slipped(_DASH, lines[line], line, found.end())
    for number in (line, line - 1):
        if 0 <= number < len(lines) and (slip := _slip(lines[number], number)):
            return slip
    before, here = (lines[line][:column], lines[line][column:]) if line < len(lines) else ("", "")
    character = here[:1]
    if character == "\t":
        known = _EXPLANATIONS[0]
    elif here.startswith("```"):
        known = _FENCE
    elif known and known.words.endswith("'-' indicator") and not here.startswith("- "):
        known = _OF_NO_ITEM
    elif known and known.words == "did not find expected key" and before.strip():
        known = _AFTER_THE_VALUE
    elif known and known.words == "did not find expected key" and here.startswith("- "):
        known = _OTHER_COLUMN
    elif known and known.words.startswith("mapping values") and ":" not in before:
        known = _TOO_DEEP
    elif known and known.words.startswith("mapping values") and _OPENING.search(before):
        known = _ROUND_QUOTES
    message, hint = (known.message, known.hint) if known else (said or "this is not YAML", _ANY)
    shown = f"'{character}'" if character != "'" else '"\'"'
    message = message.format(character=shown) if known else message
    return TextProblem("yaml-syntax", line, column, message, hint)


def _slip(line: str, number: int) -> TextProblem | None:
    """What is wrong with the head of a line that the eye takes for right."""
    for each in _SLIPS:
        if found := each.form.match(line):
            return _slipped(each, line, number, found.end())
    return None


def _slipped(slip: _Slip, line: str, number: int, column: int) -> TextProblem:
    message = slip.message.format(code=ord(line[column]))
    return TextProblem("yaml-syntax", number, column, message, slip.hint)
