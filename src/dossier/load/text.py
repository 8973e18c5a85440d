"""The author's files as text: decoded, divided into lines as editors count them, front matter apart."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from dossier.diagnostics import Diagnostic, Location

MAX_BYTES = 5_000_000


class TextProblem(Exception):
    """One thing that makes the file unusable, at a 0-based line and column."""

    def __init__(self, code: str, line: int, column: int, message: str, hint: str = "") -> None:
        """`code` is a key of the table of diagnostics."""
        super().__init__(message)
        self.code, self.line, self.column = code, line, column
        self.message, self.hint = message, hint


def problem_diagnostic(problem: TextProblem, path: str) -> Diagnostic:
    """A TextProblem as a finding in the file `path`."""
    at = Location(path, problem.line + 1, problem.column + 1)
    return Diagnostic(problem.code, at, problem.message, problem.hint)


def too_large(size: int) -> TextProblem:
    """What is said of a file of `size` bytes, more than are read."""
    return TextProblem(
        "yaml-limit", 0, 0,
        f"the file has {size / 1_000_000:.1f} MB; the limit is {MAX_BYTES // 1_000_000}",
        "a full text belongs into seeds/, in parts where it is longer",
    )  # fmt: skip


_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16 (some editors call that 'Unicode')"),
    (codecs.BOM_UTF16_BE, "UTF-16 (some editors call that 'Unicode')"),
)


def decode(data: bytes, size: int = 0, *, has_pages: bool = False) -> str:
    """UTF-8 bytes as text, a byte-order mark dropped; `size`, where the file has more than these.

    With `has_pages` it may hold the signs at which old printers begin a page, as readers of PDF files write them.
    Raises TextProblem (`not-utf8`, `yaml-limit` over 5 MB, `yaml-syntax` for control characters).
    """
    if (size := max(size, len(data))) > MAX_BYTES:
        raise too_large(size)
    if form := next((words for mark, words in _MARKS if data.startswith(mark)), ""):
        message, hint = f"the file is saved as {form}", "save it again with the encoding UTF-8"
        raise TextProblem("not-utf8", 0, 0, message, hint)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line, column = line_and_column(data[: problem.start].decode("utf-8-sig"))
        byte = data[problem.start : problem.start + 1]
        guess = byte.decode("cp1252", "ignore")
        raise TextProblem(
            "not-utf8", line, column,
            f"the file is not saved as UTF-8: here stands the byte 0x{byte.hex().upper()}"
            + (f", in older encodings '{guess}'" if guess.isprintable() and guess else ""),
            "save it again with the encoding UTF-8",
        ) from None  # fmt: skip
    if bad := CONTROL.search(_PAGE_ENDS.sub("\n", text) if has_pages else text):
        line, column = line_and_column(text[: bad.start()])
        raise TextProblem(
            "yaml-syntax", line, column,
            f"the control character U+{ord(bad.group()):04X}, which no page can show",
            "remove it; retype the line if you cannot see it",
        )  # fmt: skip
    return text


CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_PAGE_ENDS = re.compile("[\x0b\x0c]")
OVERRIDE = re.compile("[\u202d\u202e]")
"""Turns letters round, whatever their script: no script needs it."""
_LINE_END = re.compile(r"\r\n?|\n")


def turned_text(at: Location) -> Diagnostic:
    """A warning of a text whose letters are shown in another order than they are written."""
    message = "an invisible character (U+202D or U+202E) turns the order of the letters after it"
    hint = "delete it; Arabic and Hebrew are shown right without it"
    return Diagnostic("turned-text", at, message, hint)


_MERGE = re.compile(r"(?:<{7}|>{7}|[|]{7})(?: |$)")
"""git's markers, as `git help merge` has them ("How conflicts are presented")."""
_CODE_FENCE = re.compile(r" {0,3}(?:`{3}|~{3})")


def half_merged(lines: Sequence[str]) -> TextProblem | None:
    """What git has left of a merge among some lines, told at the first of its markers."""
    number = next((n for n, line in enumerate(lines) if _MERGE.match(line)), None)
    if number is None:
        return None
    return TextProblem(
        "yaml-syntax", number, 0,
        "a merge was left half done: here git has put both sides",
        "choose one side and take the markers out",
    )  # fmt: skip


def half_merged_prose(lines: Sequence[str]) -> TextProblem | None:
    """The same of Markdown, where a marker may be a quotation or stand in code: two make a merge."""
    prose: list[str] = []
    is_code = False
    for line in lines:
        is_code ^= bool(_CODE_FENCE.match(line))
        prose.append("" if is_code else line)
    marks = {line[0] for line in prose if _MERGE.match(line)}
    return half_merged(prose) if {"<", ">"} <= marks else None


def split_lines(text: str) -> list[str]:
    """The lines of a text as editors count them."""
    return _LINE_END.split(text)


def line_and_column(before: str) -> tuple[int, int]:
    """The 0-based place that follows the text `before`."""
    lines = split_lines(before)
    return len(lines) - 1, len(lines[-1])


_FENCE = re.compile(r"---[ \t]*")


def front_matter(text: str) -> tuple[str | None, str | None]:
    """The YAML at the beginning of a Markdown text, on the lines it has there, and the rest.

    Without front matter the YAML is None; where its second `---` is missing, the rest is. Blank
    lines before the first `---` are passed over: what may hold `draft` or `private` is never
    taken for text.
    """
    lines = split_lines(text)
    first = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or not _FENCE.fullmatch(lines[first]):
        return None, text
    last = next((i for i in range(first + 1, len(lines)) if _FENCE.fullmatch(lines[i])), None)
    yaml_text = "\n" * (first + 1) + "\n".join(lines[first + 1 : last])
    return yaml_text, None if last is None else "\n".join(lines[last + 1 :])
