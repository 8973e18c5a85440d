"""Whether something withheld stands in the built site after all: in any file, however written.

`redact` sees to it that nothing does; this looks at the bytes that come out, whatever wrote them:
a template of the author's, a file of `static/`, a mistake of the program's own. No finding
repeats a word of what it found.

`needles` are what is looked for, `program` the words that give nobody away; `unpack` opens a file, with `pdf`
and `inflate`, `texts` reads its bytes in every way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from dossier.diagnostics import Diagnostic, Location
from dossier.fold import words_in_order
from dossier.leaks.inflate import Sealed
from dossier.leaks.needles import (
    Needle,
    Words,
    canary_needles,
    needles,
    public_texts,
    secret,
    with_parts,
)
from dossier.leaks.texts import passages, readings, unescaped
from dossier.leaks.unpack import contents
from dossier.model.canary import CANARIES_FILE, Canary
from dossier.model.dossier import Dossier, PublicDossier

MIN_FOLDERS = 3
"""Parts of a folder's path, from which on it says something of its machine: `/home/ada`."""


def find_leaks(
    dossier: Dossier,
    public: PublicDossier,
    files: Iterable[tuple[str, bytes]],
    *,
    canaries: Iterable[Canary] = (),
    folders: Iterable[str] = (),
    templates: Mapping[str, str] | None = None,
    own_words: Iterable[str] = (),
) -> list[Diagnostic]:
    """Findings for what of the dossier is withheld and stands in `files` all the same.

    `folders` are paths of the author's machine; `templates` the author's own, to say which of them
    it comes from; `own_words` are texts of the program itself, whose words tell little.
    """
    told = needles(dossier, public)
    said = Search(with_parts(told)).in_passages(public_texts(public))
    usual = Search(told.keys()).in_passages(own_words)
    wanted = secret(told, said, usual) | canary_needles(canaries)
    search = Search(wanted.keys())
    machine = [folder for folder in folders if len(PurePosixPath(folder).parts) >= MIN_FOLDERS]
    places: dict[Needle, list[str]] = defaultdict(list)
    found: list[Diagnostic] = []
    for path, data in files:
        shown = search.without(path)
        try:
            for words in search.in_passages(unescaped(path)):
                places[wanted[words]].append(f"the name of {shown}")
            for inner in contents(data):
                for text in (each for raw in readings(inner) for each in unescaped(raw)):
                    for words in search.in_passages(passages(text)):
                        places[wanted[words]].append(shown)
                    found += _of_this_machine(text, machine, shown)
        except Sealed as problem:
            found.append(_unseen(shown, str(problem)))
    lines = _lines_with(search, templates or {}) if places else []
    return [*dict.fromkeys(found), *_as_findings(places, lines)]


_ELSEWHERE = (
    "look at templates/ and static/",
    "take it out of content/, or look at templates/ and static/",
)
"""For what is withheld, and for a canary, which a public record may hold too."""


@dataclass
class Search:
    """Looks for words in texts."""

    needles: AbstractSet[Words]
    seen: set[int] = field(default_factory=set)
    """Passages in which nothing is: most of a page stands on all pages."""

    def __post_init__(self) -> None:
        self.firsts: dict[str, set[int]] = defaultdict(set)
        for words in self.needles:
            self.firsts[words[0]].add(len(words))

    def in_passages(self, texts: Iterable[str]) -> set[Words]:
        """The needles that stand in any of the texts."""
        found: set[Words] = set()
        for text in texts:
            key = hash(text)
            if key in self.seen:
                continue
            here = set(self._in_words(words_in_order(text)))
            found |= here
            if not here:
                self.seen.add(key)
        return found

    def _in_words(self, words: list[str]) -> Iterator[Words]:
        for start, word in enumerate(words):
            for length in self.firsts.get(word, ()):
                if (run := tuple(words[start : start + length])) in self.needles:
                    yield run

    def without(self, path: str) -> str:
        """A file's path to be printed: a part that itself gives something away is left out."""
        parts = ("…" if self.in_passages((part,)) else part for part in path.split("/"))
        return "/".join(parts)


_Lines = list[tuple[str, set[Words]]]
"""Lines of the author's templates, as `templates/page.html line 3`, with the needles in them."""


def _lines_with(search: Search, templates: Mapping[str, str]) -> _Lines:
    return [
        (f"{path} line {number}", held)
        for path, text in templates.items()
        for number, line in enumerate(text.splitlines(), 1)
        if (held := search.in_passages(each for raw in unescaped(line) for each in passages(raw)))
    ]


def _as_findings(places: Mapping[Needle, list[str]], lines: _Lines) -> Iterator[Diagnostic]:
    """One finding for each secret, however many of its words stand in however many files."""
    together: dict[tuple[Location, str, tuple[object, ...]], list[Needle]] = defaultdict(list)
    for needle in places:
        at = needle.at
        together[at, needle.what, at.keys].append(needle)
    for (at, what, _), group in together.items():
        is_sure = any(needle.is_sure for needle in group)
        where = list(dict.fromkeys(place for needle in group for place in places[needle]))
        shown = ", ".join(where[:3]) + (f" and {len(where) - 3} files more" if where[3:] else "")
        wanted = {needle.words for needle in group}
        via = [line for line, held in lines if held & wanted]
        yield Diagnostic(
            "leak" if is_sure else "possible-leak",
            at,
            f"words of {what} stand in the built site: {shown}",
            f"look at {', '.join(via[:3])}" if via else _ELSEWHERE[at.path == CANARIES_FILE],
        )


def _of_this_machine(text: str, folders: Iterable[str], path: str) -> Iterator[Diagnostic]:
    for folder in folders:
        if folder in text:
            message = "this file holds the path of a folder of this machine"
            hint = "look at templates/ and static/ for a path that begins with your home folder"
            yield Diagnostic("leak", Location(f"build/{path}"), message, hint)


def _unseen(path: str, why: str) -> Diagnostic:
    message = f"this file cannot be looked into for leaks: {why}"
    hint = "unpack it, or look at it yourself"
    return Diagnostic("unscanned-file", Location(f"build/{path}"), message, hint)
