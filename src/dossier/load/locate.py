"""From symbolic places to lines and columns; only files with a finding are read for it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from dossier.diagnostics import Diagnostic, Keys, Location, sort_unique, with_location
from dossier.load.files import read_text
from dossier.load.yaml_source import Marks, parse


def locate(site: Path, diagnostics: list[Diagnostic]) -> list[tuple[Diagnostic, str]]:
    """Each finding once, sorted, with its line and column and the line's text ("" if unknown).

    The text of a line is left out where it may be private: nobody's notes end up in a log.
    """
    located: list[tuple[Diagnostic, str]] = []
    by_path = sorted(diagnostics, key=lambda found: found.location.path)
    for path, group in groupby(by_path, key=lambda found: found.location.path):
        text, _ = read_text(site, path) if (site / path).is_file() else (None, [])
        lines = text.split("\n") if text is not None else []
        marks: Marks = {}
        findings = list(group)
        if text is not None and any(not found.location.line for found in findings):
            parse(_yaml_part(text, path), path, marks)
        findings = [_placed(found, marks, lines) for found in findings]
        for found in sort_unique(findings):
            located.append((found, _line(lines, found.location)))
    return located


def _yaml_part(text: str, path: str) -> str:
    if not path.endswith(".md"):
        return text
    return "\n" + text.split("---", 2)[1].lstrip("\n") if text.startswith("---") else ""


def _placed(found: Diagnostic, marks: Marks, lines: list[str]) -> Diagnostic:
    at = found.location
    if at.line or not lines:
        return found
    line, column = _nearest(marks, at.keys)
    if at.needle:
        line, column = _find(lines, at.needle, line, column)
    return with_location(found, line + 1, column + 1)


def _nearest(marks: Marks, keys: Keys) -> tuple[int, int]:
    """Where the keys stand, else where the nearest enclosing ones do, else the file's begin."""
    while keys:
        if keys in marks:
            return marks[keys]
        keys = keys[:-1]
    return (0, 0)


def _find(lines: list[str], needle: str, line: int, column: int) -> tuple[int, int]:
    first_line = needle.split("\n", 1)[0].strip()
    for number in range(line, len(lines)):
        at = lines[number].find(first_line, column if number == line else 0)
        if at >= 0:
            return number, at
    return line, column


def _line(lines: list[str], at: Location) -> str:
    if not 0 < at.line <= len(lines) or _inside_private(lines, at.line - 1):
        return ""
    return lines[at.line - 1].rstrip("\r")


def _inside_private(lines: list[str], number: int) -> bool:
    """Whether a line belongs to a `private:` value, judged by indentation alone.

    Judged on the text, not on the parsed value, since the file may be broken just there.
    """
    indent = 10**6
    for line in reversed(lines[: number + 1]):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        here = len(line) - len(line.lstrip())
        if here < indent or here == 0:
            key = stripped.removeprefix("- ").lstrip()
            if key.startswith(("private:", '"private":', "'private':")):
                return True
            if "private:" in stripped and "{" in stripped:
                return True
            indent = here
        if here == 0 and not stripped.startswith("- "):
            return False
    return False
