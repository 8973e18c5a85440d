"""Changes to YAML texts: exact bytes before and after, and every other line as it was."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.amend import change_file, create_file
from dossier.diagnostics import DossierError
from dossier.load import yaml_source
from dossier.load.edit import EditRefused, add_empty_list, add_items, node_at, scalar, set_entries
from dossier.load.yaml_source import outline, parse

LINKS = ("excerpts", 0, "links")


def value_of(text: str) -> Any:
    """What a text holds that has nothing wrong with it."""
    value, found = parse(text, "a.yml")
    assert found == []
    return value


def set_entry(text: str, at: Any, key: str, value: str | None) -> str:
    """One entry of a mapping."""
    return set_entries(text, at, {key: value})


NEW = [
    # No `links` yet: after the last key of the excerpt, as its keys are indented.
    (
        "excerpts:\n  - id: a\n    quote: x # said\n\n  # of the next\n  - id: b\n",
        (
            "excerpts:\n  - id: a\n    quote: x # said\n    links:\n      Sinaloa: cjng\n"
            "\n  # of the next\n  - id: b\n"
        ),
    ),
    # A list that is not indented below its key.
    (
        "excerpts:\n- id: a\n# of the next\n- id: b\n",
        "excerpts:\n- id: a\n  links:\n    Sinaloa: cjng\n# of the next\n- id: b\n",
    ),
    # Four blanks a step, and a folded quote with empty lines after it.
    (
        "derived:\n    a: b\nexcerpts:\n    -   quote: >-\n            x\n            y\n\n\n    -   id: b\n",
        (
            "derived:\n    a: b\nexcerpts:\n    -   quote: >-\n            x\n            y\n"
            "        links:\n            Sinaloa: cjng\n\n\n    -   id: b\n"
        ),
    ),
    # Empty lines that belong to the text before.
    (
        "excerpts:\n  - quote: |+\n      x\n\n  - id: b\n",
        "excerpts:\n  - quote: |+\n      x\n\n    links:\n      Sinaloa: cjng\n  - id: b\n",
    ),
    # A blank line with more blanks than the text is indented by: it is a line of the text.
    (
        "excerpts:\n  - quote: |\n      x\n         \n  - id: b\n",
        "excerpts:\n  - quote: |\n      x\n         \n    links:\n      Sinaloa: cjng\n  - id: b\n",
    ),
    # The last line has no end, and gets none; a text after `|` must not get one either.
    ("excerpts:\n  - id: a", "excerpts:\n  - id: a\n    links:\n      Sinaloa: cjng"),
    (
        "excerpts:\n  - id: a\n    quote: |\n      x",
        "excerpts:\n  - id: a\n    links:\n      Sinaloa: cjng\n    quote: |\n      x",
    ),
    # Line ends as they are in the file.
    (
        "excerpts:\r\n  - id: a\r\n  - id: b\r\n",
        "excerpts:\r\n  - id: a\r\n    links:\r\n      Sinaloa: cjng\r\n  - id: b\r\n",
    ),
    ("excerpts:\r  - id: a\r", "excerpts:\r  - id: a\r    links:\r      Sinaloa: cjng\r"),
    # The document's own signs.
    (
        "---\nexcerpts:\n  - id: a\n...\n",
        "---\nexcerpts:\n  - id: a\n    links:\n      Sinaloa: cjng\n...\n",
    ),
    # A value that is empty, one of several lines, one in quotation marks, an alias.
    ("excerpts:\n- tags:\n", "excerpts:\n- tags:\n  links:\n    Sinaloa: cjng\n"),
    ("excerpts:\n- id: a\n   b\n", "excerpts:\n- id: a\n   b\n  links:\n    Sinaloa: cjng\n"),
    (
        "excerpts:\n- id: 'a\n\n  b' # c\n",
        "excerpts:\n- id: 'a\n\n  b' # c\n  links:\n    Sinaloa: cjng\n",
    ),
    (
        "title: &t x\nexcerpts:\n- note: *t # c\n",
        "title: &t x\nexcerpts:\n- note: *t # c\n  links:\n    Sinaloa: cjng\n",
    ),
    # An excerpt in brackets, with and without a comma at its end; one on several lines.
    ("excerpts:\n- {id: a}\n", "excerpts:\n- {id: a, links: {Sinaloa: cjng}}\n"),
    ("excerpts: [{ id: a }]\n", "excerpts: [{ id: a, links: {Sinaloa: cjng} }]\n"),
    ("excerpts: [{id: a,}]\n", "excerpts: [{id: a, links: {Sinaloa: cjng}}]\n"),
    (
        "excerpts: [\n  {\n    id: a, # one\n    quote: x\n  }\n]\n",
        "excerpts: [\n  {\n    id: a, # one\n    links: {Sinaloa: cjng},\n    quote: x\n  }\n]\n",
    ),
    ("excerpts:\n- {links: }\n", "excerpts:\n- {links: {Sinaloa: cjng} }\n"),
    ("excerpts:\n- {links}\n", "excerpts:\n- {links: {Sinaloa: cjng}}\n"),
    (
        "excerpts:\n- {\n  links: # c\n  }\n",
        "excerpts:\n- {\n  links: {Sinaloa: cjng} # c\n  }\n",
    ),
    # A key with a question mark.
    (
        "excerpts:\n- ? id\n  : a\n",
        "excerpts:\n- ? id\n  : a\n  links:\n    Sinaloa: cjng\n",
    ),
    # A merge key is a key as any other here.
    (
        "excerpts:\n- <<: {id: a}\n",
        "excerpts:\n- <<: {id: a}\n  links:\n    Sinaloa: cjng\n",
    ),
]

PRESENT = [
    # Empty in each of its forms.
    ("links: {}", "links: {Sinaloa: cjng}"),
    ("links: { } # c", "links: {Sinaloa: cjng } # c"),
    ("links:", "links: {Sinaloa: cjng}"),
    ("links: # c", "links: {Sinaloa: cjng} # c"),
    ("links: ~ # c", "links: {Sinaloa: cjng} # c"),
    ("links: null", "links: {Sinaloa: cjng}"),
    ('"links" : # c', '"links" : {Sinaloa: cjng} # c'),
    ("? links\n    :", "? links\n    : {Sinaloa: cjng}"),
    # A block.
    (
        "links:\n      a: b # c\n      # d\n    id: a",
        "links:\n      a: b # c\n      Sinaloa: cjng\n      # d\n    id: a",
    ),
    ("links:\n     ? a\n     : b", "links:\n     ? a\n     : b\n     Sinaloa: cjng"),
    ("links:\n      'a': b", "links:\n      'a': b\n      \"Sinaloa\": cjng"),
    ("links: &x\n      a: b", "links: &x\n      a: b\n      Sinaloa: cjng"),
    # Brackets on one line.
    ("links: {a: b}", "links: {a: b, Sinaloa: cjng}"),
    ('links: {"a": b} # c', 'links: {"a": b, "Sinaloa": cjng} # c'),
    ("links: {a: b, c: }", "links: {a: b, c: , Sinaloa: cjng}"),
    ("links: {a: b, c}", "links: {a: b, c, Sinaloa: cjng}"),
    ("links: &x {a: b , }", "links: &x {a: b , Sinaloa: cjng }"),
    # Brackets on several lines: one more line, and no other gets a comma.
    (
        "links: {\n      a: b, # one\n      # two\n      c: d # three\n    }",
        "links: {\n      a: b, # one\n      Sinaloa: cjng,\n      # two\n      c: d # three\n    }",
    ),
    (
        "links: {\n      a: b, # one\n    }",
        "links: {\n      a: b, # one\n      Sinaloa: cjng,\n    }",
    ),
    ("links: {\n      a: b\n    }", "links: {\n      Sinaloa: cjng,\n      a: b\n    }"),
    (
        "links: {a: b,\n            c: d}",
        "links: {a: b,\n            Sinaloa: cjng,\n            c: d}",
    ),
    (
        "links: {a: b,\n            c: d,}",
        "links: {a: b,\n            c: d,\n            Sinaloa: cjng}",
    ),
    # An older answer to the same words gives way.
    ("links: {Sinaloa: null, a: b}", "links: {Sinaloa: cjng, a: b}"),
    ("links: {'Sinaloa': \"x\"} # c", "links: {'Sinaloa': cjng} # c"),
    ("links:\n      Sinaloa: # c\n      a: b", "links:\n      Sinaloa: cjng # c\n      a: b"),
    ("links:\n      Sinaloa: cjng", "links:\n      Sinaloa: cjng"),
    (
        "links:\n      Sinaloa: >-\n       x\n\n      a: b",
        "links:\n      Sinaloa: cjng\n\n      a: b",
    ),
]


@pytest.mark.parametrize(("before", "after"), NEW)
def test_links_that_are_missing_are_made(before: str, after: str) -> None:
    """They follow what is written of the excerpt, and precede what belongs to the next."""
    assert set_entry(before, LINKS, "Sinaloa", "cjng") == after


@pytest.mark.parametrize(("before", "after"), PRESENT)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_links_that_are_there_grow(before: str, after: str, end: str) -> None:
    """Blocks by a line, brackets by an entry; nothing else changes."""
    frame = "# é𝒳\nexcerpts:\n  - {}\n    # end\n  - id: b\n"
    old, new = (frame.format(text).replace("\n", end) for text in (before, after))
    assert set_entry(old, LINKS, "Sinaloa", "cjng") == new


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [
        ("title: x", (), "title: x\nlinks: cjng"),
        ("{title: x}\n", (), "{title: x, links: cjng}\n"),
        ("--- {title: x} # c\n", (), "--- {title: x, links: cjng} # c\n"),
        ("%YAML 1.1\n---\ntitle: x\n", (), "%YAML 1.1\n---\ntitle: x\nlinks: cjng\n"),
    ],
)
def test_the_file_itself_is_a_mapping(before: str, at: tuple[()], after: str) -> None:
    """A key of the record is set as any other."""
    assert set_entry(before, at, "links", "cjng") == after


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Sinaloa", "Sinaloa"),
        ("Félix Gallardo", "Félix Gallardo"),
        ("O’Brien-Smith", "O’Brien-Smith"),
        ("林郑", "林郑"),
        ("Sinaloa#2", '"Sinaloa#2"'),
        ("A: B", '"A: B"'),
        ('the "Boss"', '"the \\"Boss\\""'),
        ("back\\slash", '"back\\\\slash"'),
        ("it's", "it's"),
        ("'quoted'", "\"'quoted'\""),
        ("yes", '"yes"'),
        ("No", '"No"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("2024", '"2024"'),
        ("18th Street", '"18th Street"'),
        ("trailing #", '"trailing #"'),
        ("AT&T", '"AT&T"'),
        ("[x], {y}", '"[x], {y}"'),
        ("a, b", '"a, b"'),
        ("- x", '"- x"'),
        ("a\u200db", '"a\\u200Db"'),
        ("a\u00a0b\U000e0001", '"a\\xA0b\\U000E0001"'),
        ("", '""'),
        (None, "null"),
    ],
)
def test_words_are_quoted_where_they_need_it(words: str | None, written: str) -> None:
    """As a key and as a value, in a block and in brackets, they are read as they were."""
    assert scalar(words) == written
    for frame in ("a: {}\n", "{{a: {}}}\n", "[{}, b]\n"):
        value = value_of(frame.format(written))
        assert (value["a"] if isinstance(value, dict) else value[0]) == words
    if words:
        for links in ("x:\n  a: b\n", "x: {a: b}\n"):
            new = set_entry(links, ("x",), words, words)
            assert value_of(new) == {"x": {"a": "b", words: words}}


@pytest.mark.parametrize(
    ("text", "at", "why"),
    [
        ("a: &l {x: y}\nlinks: *l\n", ("links",), "'links' is written as *l"),
        ("a: &l {x: y}\nlinks: *l\n", ("a",), "'a' is copied elsewhere as *l"),
        ("b: &l {links: {x: y}}\nc: *l\n", ("c", "links"), "'c' is written as *l"),
        ("b: &l\n  links: {x: y}\nc: *l\n", ("b", "links"), "'b' is copied elsewhere as *l"),
        ("a: [x: y]\n", ("a", 0), "the brackets around it are left out"),
        ("a: [x: {y: z}]\n", ("a", 0), "the brackets around it are left out"),
        ("links: words\n", ("links",), "'links' is no mapping"),
        ("links: [a]\n", ("links",), "'links' is no mapping"),
        ("a: b\n", ("x", "links"), "there is no 'x' to write into"),
        ("a: [b]\n", ("a", 1, "links"), "there is no '[2]' to write into"),
        ("a: {b: c\n", ("a",), "the file has mistakes"),
        ("a: {b: c, b: d}\n", ("a",), "the file has mistakes"),
        ("a:\n  b: |\n    x", ("a",), "'a' is written in a way that leaves no safe place"),
        ("a: {Sinaloa: &x b, c: *x}\n", ("a",), "'a' is written in a way that leaves no"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(text: str, at: Any, why: str) -> None:
    """Copies, half-written brackets, mistakes: the reason is given, and nothing comes out."""
    with pytest.raises(EditRefused) as refused:
        set_entry(text, at, "Sinaloa", "cjng")
    assert str(refused.value).startswith(why)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: x\n", "title: x\nnamed:\n  - b\n  - c\n"),
        ("excerpts:\n- a\n", "excerpts:\n- a\nnamed:\n- b\n- c\n"),
        ("{title: x}\n", "{title: x, named: [b, c]}\n"),
        ("named:\n", "named: [b, c]\n"),
        ("named: [] # x\n", "named: [b, c] # x\n"),
        ("named: [a]\n", "named: [a, b, c]\n"),
        ("named: [a, ]\n", "named: [a, b, c ]\n"),
        ("named:\n  - a # x\n\n# y\n", "named:\n  - a # x\n  - b\n  - c\n\n# y\n"),
        ("named:\n  -\n    a\n", "named:\n  -\n    a\n  - b\n  - c\n"),
        ("named: &x\n- a", "named: &x\n- a\n- b\n- c"),
        ("named: [\n  z,\n  a\n  ]\n", "named: [\n  z,\n  b,\n  c,\n  a\n  ]\n"),
        ("named: [\n  a,\n  ]\n", "named: [\n  a,\n  b,\n  c,\n  ]\n"),
    ],
)
def test_lists_grow(before: str, after: str) -> None:
    """Items are added, and none of the old lines is touched."""
    assert add_items(before, ("named",), ["b", "c"]) == after
    assert add_items(before, ("named",), []) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: x\n", "title: x\nnamed: []\n"),
        ("excerpts:\n- a", "excerpts:\n- a\nnamed: []"),
        ("{title: x}\n", "{title: x, named: []}\n"),
        ("named: # x\ntitle: y\n", "named: [] # x\ntitle: y\n"),
        ("named: []\n", "named: []\n"),
        ("named: [a]\n", "named: [a]\n"),
    ],
)
def test_an_empty_list_is_made_where_there_is_none(before: str, after: str) -> None:
    """On its own line; a list that is there stays as it is."""
    assert add_empty_list(before, ("named",)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("links:\n  a: x # c\n  b: y\n", "links:\n  a: one # c\n  b: null\n  c: two\n  d: null\n"),
        ("links: {b: y, a: }\n", "links: {b: null, a: one, c: two, d: null }\n"),
        ("x: y\n", "x: y\nlinks:\n  b: null\n  a: one\n  c: two\n  d: null\n"),
        ("links:\n", "links: {b: null, a: one, c: two, d: null}\n"),
    ],
)
def test_several_entries_are_set_at_once(before: str, after: str) -> None:
    """Older ones of their keys give way where they stand, the others follow."""
    entries = {"b": None, "a": "one", "c": "two", "d": None}
    assert set_entries(before, ("links",), entries) == after
    assert set_entries(after, ("links",), entries) == after


def test_a_list_is_not_made_of_words() -> None:
    """Words where a list should be are no list of letters."""
    with pytest.raises(EditRefused, match="'named' is no list"):
        add_items("named: ab\n", ("named",), ["c"])


def test_both_parsers_give_the_same_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without libyaml, the same bytes come out."""
    import yaml

    monkeypatch.setattr(yaml_source, "_LOADER", yaml.SafeLoader)
    for before, after in NEW:
        assert set_entry(before, LINKS, "Sinaloa", "cjng") == after


def test_places_are_code_points() -> None:
    """A node's offsets index the text itself, whatever letters stand before it."""
    text = "é: 𝒳\r\n林:\r\n  - 'a b'\r\n"
    node = node_at(text, ("林", 0))
    assert node is not None
    assert text[node.start : node.end] == "'a b'"
    assert (node.column, node.value, node.style) == (4, "a b", "'")
    assert node_at(text, ("林", 1)) is None
    assert node_at(text, ("x", "y")) is None
    assert outline("# nothing\n") is None


# ------------------------------------------------------------------------- any style an author has

words = st.sampled_from(
    ["Sinaloa", "Sinaloa#2", "a: b", "it's", 'say "x"', "yes", "17", "x #y", "Ñandú", "{a}", "- b"]
)
quotes = st.sampled_from(["plain words", "'single: ''x'''", '"double \\" # x"', "words […]"])
blocks = st.sampled_from(["|", ">-", "|+", ">", "|-"])


@st.composite
def links_of(draw: st.DrawFn, indent: str) -> str | None:
    """`links` in any of its forms, its later lines indented deeper than `indent`; None for none."""
    form = draw(st.sampled_from(["none", "null", "~", "{}", "block", "flow", "lines"]))
    pairs = [f"k{n}: v{n}" for n in range(draw(st.integers(1, 3)))]
    if draw(st.booleans()):
        pairs = [f'"{pair[:2]}": {pair[4:]}' for pair in pairs]
    comment = draw(st.sampled_from(["", " # said"]))
    if form == "none":
        return None
    if form in ("null", "~", "{}"):
        return f"links: {'' if form == 'null' else form}".rstrip() + comment
    inner = indent + draw(st.sampled_from([" ", "  ", "    "]))
    if form == "block":
        return "links:" + comment + "".join(f"\n{inner}{pair}{comment}" for pair in pairs)
    last = draw(st.sampled_from(["", ","]))
    if form == "flow":
        return "links: {" + ", ".join(pairs) + last + "}" + comment
    body = f",{comment}\n{inner}".join(pairs)
    return f"links: {{\n{inner}{body}{last}{comment}\n{indent} }}"


@st.composite
def records(draw: st.DrawFn) -> tuple[str, int]:
    """A record of a source in some style, and the number of one of its excerpts."""
    step = draw(st.sampled_from(["", "  ", "    "]))
    dash = step + "-" + draw(st.sampled_from([" ", "   "]))
    inner = " " * len(dash)
    gap = draw(st.sampled_from(["", "\n", f"\n{step}# of the next\n", "# at the margin\n"]))
    lines = ["title: x # c"]
    if draw(st.booleans()) and (links := draw(links_of(""))):
        lines.append(links)
    lines.append("excerpts:")
    count = draw(st.integers(1, 3))
    for number in range(count):
        keys = [f"id: e{number}"]
        if draw(st.booleans()):
            keys.append("quote: " + draw(quotes))
        else:
            keys.append(f"quote: {draw(blocks)}\n{inner}  one\n{inner}  two")
        if links := draw(links_of(inner)):
            keys.append(links)
        keys = draw(st.permutations(keys))
        if not any("\n" in key or " #" in key for key in keys) and draw(st.booleans()):
            body = ", ".join(key if ": " in key else key + " " for key in keys)
            lines.append(f"{dash}{{{body}}}".replace("[…]", "…"))
        else:
            lines.append(dash + f"\n{inner}".join(keys))
        if gap and number < count - 1:
            lines[-1] += "\n" + gap.rstrip("\n") if gap != "\n" else "\n"
    if draw(st.booleans()):
        lines += ["named:", f"{step}- a"]
    text = "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n\n# end\n", "\n...\n"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return text.replace("\n", end), draw(st.integers(0, count - 1))


def changed(before: str, after: str) -> tuple[str, str]:
    """What was taken out of a text at one place, and what stands there now."""

    def same(one: Iterable[str], other: Iterable[str]) -> int:
        pairs = enumerate(zip(one, other, strict=False))
        return next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))

    start = same(before, after)
    rest = min(same(reversed(before), reversed(after)), len(before) - start, len(after) - start)
    return before[start : len(before) - rest], after[start : len(after) - rest]


@settings(max_examples=400)
@given(records(), words, st.sampled_from(["cjng", "null", None]), st.booleans())
def test_any_style_keeps_every_other_byte(
    record: tuple[str, int], key: str, value: str | None, of_source: bool
) -> None:
    """Whatever the style: one insertion at one place, and the value is the old one and the answer."""
    text, number = record
    at = ("links",) if of_source else ("excerpts", number, "links")
    old = value_of(text)
    new = set_entry(text, at, key, value)
    target = old if of_source else old["excerpts"][number]
    target["links"] = {**(target.get("links") or {}), key: value}
    assert value_of(new) == old
    gone, come = changed(text, new)
    # An empty value that was written out gives way to the mapping.
    assert gone in ("", "~")
    assert come
    assert set_entry(new, at, key, value) == new


@settings(max_examples=200)
@given(records(), st.lists(st.sampled_from(["b", "c-d", "null"]), min_size=1, max_size=3))
def test_lists_grow_in_any_style(record: tuple[str, int], items: list[str]) -> None:
    """The same of `named`."""
    text, _ = record
    old = value_of(text)
    new = add_items(text, ("named",), items)
    assert value_of(new) == {**old, "named": (*old.get("named", ()), *items)}
    gone, come = changed(text, new)
    assert not gone
    assert come


# -------------------------------------------------------------------------------- files on the disk


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with one file, whose bytes hold what is easily lost."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.yml").write_bytes("\ufefftitle: é\r\n# x".encode())
    return tmp_path


def test_a_file_keeps_its_mark_its_line_ends_and_its_mode(site: Path) -> None:
    """Byte-order mark, CRLF, a last line without end and the mode stay; nothing is left beside it."""
    path = site / "content/a.yml"
    path.chmod(0o640)
    assert change_file(site, "content/a.yml", lambda text: text.replace("é", "ñ"))
    assert path.read_bytes() == "\ufefftitle: ñ\r\n# x".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(site / "content") == ["a.yml"]
    before = path.stat().st_mtime_ns
    assert not change_file(site, "content/a.yml", lambda text: text)
    assert path.stat().st_mtime_ns == before


def test_a_file_that_changes_meanwhile_is_read_again(site: Path) -> None:
    """What somebody else saved is never overwritten; what goes on changing is given up."""
    path = site / "content/a.yml"
    saves = ["title: one\n"]

    def change(text: str) -> str:
        if saves:
            path.write_text(saves.pop())
        return text + "links: {}\n"

    assert change_file(site, "content/a.yml", change)
    assert path.read_text() == "title: one\nlinks: {}\n"
    saves[:] = ["a: 1\n", "a: 2\n", "a: 3\n"]
    with pytest.raises(DossierError, match="goes on changing"):
        change_file(site, "content/a.yml", change)
    assert path.read_text() == "a: 1\n"
    assert os.listdir(site / "content") == ["a.yml"]


def test_a_symbolic_link_is_refused(site: Path) -> None:
    """`load` does not follow one, so nothing writes through one."""
    (site / "content/b.yml").symlink_to("a.yml")
    (site / "more").symlink_to("content")
    before = (site / "content/a.yml").read_bytes()
    for path in ("content/b.yml", "more/a.yml"):
        with pytest.raises(DossierError, match="symbolic link"):
            change_file(site, path, lambda text: text + "x: y\n")
        with pytest.raises(DossierError, match="symbolic link"):
            create_file(site, path, "x: y\n")
    assert (site / "content/a.yml").read_bytes() == before


def test_what_the_disk_refuses_is_one_line(site: Path) -> None:
    """A missing file, one that is no text, one that is there already."""
    (site / "content/c.yml").write_bytes(b"\xff")
    for path, words in (("content/x.yml", "no such file"), ("content/c.yml", "UTF-8")):
        with pytest.raises(DossierError, match=words):
            change_file(site, path, lambda text: text)
    with pytest.raises(DossierError, match="there is such a file already"):
        create_file(site, "content/a.yml", "")
    create_file(site, "content/new/d.yml", "é\n")
    assert (site / "content/new/d.yml").read_bytes() == "é\n".encode()


def test_a_file_that_may_not_be_written_is_not_replaced(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder may be written to, and yet its author has said what is meant."""
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(DossierError, match="permission denied"):
        change_file(site, "content/a.yml", lambda text: text + "x: y\n")
    assert (site / "content/a.yml").read_bytes() == "\ufefftitle: é\r\n# x".encode()
