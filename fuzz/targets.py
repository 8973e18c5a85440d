"""What is fuzzed: each target takes any bytes, and raises where the program breaks its word.

`tests/test_fuzz.py` runs each over its seeds and over `findings/<target>/`, where whatever a run of `make fuzz`
has found is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser

from dossier.link.lexicon import Lexicon, build_lexicon
from dossier.link.scan import Surroundings, find_mentions
from dossier.load.schema import validate
from dossier.load.text import CONTROL, TextProblem, decode, front_matter, split_lines
from dossier.load.yaml_source import Marks, outline, parse
from dossier.markup import to_html
from dossier.model.actor import Actor
from dossier.model.dates import EdtfError, definitely_before, parse_edtf
from dossier.model.linked import MarkupRequest, Mention, Targets
from dossier.pictures import UnreadablePictureError, bare
from dossier.urls import MARKED_UP

Target = Callable[[bytes], None]


def yaml_layer(data: bytes) -> None:
    """A file's bytes to a record or to findings, each with a place in the file and words."""
    try:
        text = decode(data)
    except TextProblem as problem:
        assert problem.message
        return
    front_matter(text)
    lines = split_lines(text)
    value, found = parse(text, "a.yml", Marks())
    if not found:
        outline(text)
    if value is None and found:
        assert len(found) == 1
    else:
        found = found + validate(Actor, value, "a.yml", {"id": "a", "path": "a.yml"})[1]
    for each in found:
        assert each.message == each.message.strip() != ""
        assert each.location.line <= len(lines) + 1


def dates(data: bytes) -> None:
    """A text to a date, whose form is kept, or to words that say why it is none."""
    text = data.decode("utf-8", "replace")
    try:
        date = parse_edtf(text)
    except EdtfError as problem:
        assert str(problem)
        return
    assert date.text == text
    assert parse_edtf(date.text) == date
    assert date.sort_key == parse_edtf(text).sort_key
    assert not definitely_before(date, date)
    if date.earliest and date.latest:
        assert date.earliest <= date.latest


@cache
def _lexicon() -> Lexicon:
    names = {
        "ada": ("Ada Byron", "Countess of Lovelace", "A. A. L."),
        "jose": ("José Muñoz Ibáñez", "El Contador", "Pepe"),
        "jalisco": ("Jalisco", "CJNG", "Cártel de Jalisco Nueva Generación"),
        "sami": ("سامي الحداد", "山田太郎", "Иван Петров"),
    }
    actors = [
        Actor(
            id=key, path=f"{key}.yml", name=name, kind="person",
            aliases=tuple({"text": alias} for alias in aliases),
        )
        for key, (name, *aliases) in names.items()
    ]  # fmt: skip
    return build_lexicon(actors)[0]


def _mentions(text: str) -> tuple[Mention, ...]:
    return find_mentions(text, _lexicon(), Surroundings())[0]


def linker(data: bytes) -> None:
    """A text to its mentions: in order, apart, each the words that stand there."""
    text = data.decode("utf-8", "replace")
    end = 0
    for mention in _mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


def _request(text: str) -> MarkupRequest:
    return MarkupRequest(
        markdown=text,
        # As `link.texts` does: nobody is linked where nobody is surely meant.
        annotate=lambda text: tuple(m for m in _mentions(text) if m.actor),
        targets=Targets(
            actor_names={"ada": "Ada Byron", "jose": "José Muñoz Ibáñez"},
            source_labels={"letter": "The Letter"},
            excerpt_keys={"letter": {"page1": 1}},
            source_addresses={"letter": "https://letter.example/"},
        ),
    )


class _Safe(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Fails for what no text may become."""
        assert tag not in ("script", "style", "iframe", "object", "embed", "form", "base", "svg"), (
            tag
        )
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("style", "srcset"), name
            if name in ("href", "src"):
                # As browsers read it (url.spec.whatwg.org, "basic URL parser").
                plain = re.sub(r"\A[\x00-\x20]+|[\t\n\r]", "", value or "")
                scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", plain)
                assert not scheme or scheme[1].lower() in _SCHEMES, value


_SCHEMES = ("http", "https", "mailto", "actor", "source", "site", "event")


def markup(data: bytes) -> None:
    """Any Markdown to HTML in which nothing runs, and that leads to nobody unknown."""
    linked, problems = to_html(_request(data.decode("utf-8", "replace")))
    _Safe().feed(linked.html)
    for target in re.findall(r'href="actor:([^"#]*)', linked.html):
        assert target in ("ada", "jose", "jalisco", "sami"), target
    for target in re.findall(r'href="source:([^"#]*)', linked.html):
        assert target == "letter"
    assert all(problem.message for problem in problems)


def citations(data: bytes) -> None:
    """What `markup` takes for a citation or a wikilink, `redact` finds too: else it could not hide it."""
    # No text that is loaded holds control characters; Python-Markdown drops some.
    text = CONTROL.sub("", data.decode("utf-8", "replace"))
    linked, _ = to_html(_request(f"x [@letter{text}"))
    if 'href="source:letter' in linked.html:
        assert any(m["source"] == "letter" for m in MARKED_UP.finditer(f"x [@letter{text}"))
    linked, _ = to_html(_request(f"x [[ada{text}"))
    if 'data-rule="wikilink"' in linked.html and "actor:ada" in linked.html:
        found = MARKED_UP.finditer(f"x [[ada{text}")
        assert any((m["actor"] or "").strip() == "ada" for m in found)


def pictures(data: bytes) -> None:
    """Any bytes to a picture that is bare, and stays as it is when it is bared again."""
    try:
        once = bare(data, "a.bin")
    except UnreadablePictureError as problem:
        assert str(problem)
        return
    assert bare(once, "a.bin") == once


TARGETS: dict[str, Target] = {
    "yaml": yaml_layer,
    "dates": dates,
    "linker": linker,
    "citations": citations,
    "markup": markup,
    "pictures": pictures,
}
SEEDS: dict[str, tuple[bytes, ...]] = {
    "yaml": (
        b"name: Ada\nkind: person\n", b"name: &a [*a, 'x', \"\\u00e9\"]\n", b"a: |\n  b\n? c\n: d\n",
        b"facts:\n- {label: L, value: V, since: 2020}\n", b"---\ntitle: T\n---\n# Words\n",
        b"name: !x y\n%YAML 1.2\n", b"private: {a: *b}\nevents: [{title: T, private: x}]\n",
    ),
    "dates": (b"2024-07-25", b"201X", b"../2011~", b"2025-24", b"Y-17000", b"2004-06?/2006-08%"),
    "linker": (
        "Ada Byron met José Muñoz Ibáñez of the CJNG in Jalisco.".encode(),
        "Byron's; MUÑOZ-IBÁÑEZ, “Pepe” and A.A.L. — سامي الحداد, 山田太郎".encode(),
    ),
    "citations": (b"]", b"#page1]", b': "words"]', " : «words» ]".encode(), b"|words]]", b" ]]"),
    "markup": (
        b'# H\n\n- a [[ada|b]] [@letter: "c"]\n\n> q\n\n|a|b|\n|-|-|\n|c|d|\n',
        b"[x](javascript:y) ![x](y.png 't') <b onclick=z> **a** `c` ***d*** &amp; \\*\n\n```\nx\n```\n",
        b"a\n: b\n\n[r]: https://x.example 'T'\n\n[r] [t][r] <https://y.example>\n",
    ),
    "pictures": (
        b"\xff\xd8\xff\xe1\x00\x08Exif\0\0\xff\xda\x00\x02\x00\xff\x00\xff\xd9",
        b"\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0\0\0\0\0\0\0IEND\0\0\0\0",
        b"RIFF\x0c\0\0\0WEBPVP8 \0\0\0\0", b"GIF89a\1\0\1\0\0\0\0\x2c\0\0\0\0\1\0\1\0\0\2\0\x3b",
    ),
}  # fmt: skip
