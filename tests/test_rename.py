"""`dossier rename`: an id everywhere and nothing else, all files or none."""

from __future__ import annotations

import datetime
import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_docs_format import RECORDS, fields_of

from dossier import amend
from dossier.amend import FileChange, change_files
from dossier.authoring.references import ACTOR_KEYS, SOURCE_KEYS, Renaming, renamed_record
from dossier.authoring.rename import KINDS, _telling, plan
from dossier.builds import BuildOptions
from dossier.diagnostics import DossierError
from dossier.inspection import check
from dossier.load import load
from dossier.load.edit import EditRefused
from dossier.urls import SLUG_PATTERN

OPTIONS = BuildOptions(datetime.date(2026, 1, 15))
TANGLED = Path(__file__).parent / "sites" / "tangled"


def ids_in(site: Path) -> list[tuple[str, str]]:
    """Every kind and id of a dossier."""
    dossier, _ = load(site)
    named = zip(
        KINDS, (dossier.actors, dossier.sources, dossier.events, dossier.pages), strict=True
    )
    own_file = {"event": lambda each: each.owner is None}
    return [
        (kind, key)
        for kind, group in named
        for key, each in group.items()
        if own_file.get(kind, lambda _: True)(each)
    ]


def rename(site: Path, kind: str, old: str, new: str) -> None:
    """The command without its printing."""
    change_files(site, plan(site, old, new, kind).changes)


def bytes_of(site: Path) -> dict[str, bytes]:
    """Every file of a dossier."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def findings(site: Path, new: str, old: str) -> list[tuple[str, str]]:
    """What `check` says, with the old id for the new one and without the lines.

    The words of a withheld actor's id are looked for in public texts as its names are, and a new id
    has others.
    """
    found = [each for each in check(site, OPTIONS).diagnostics if "spells out" not in each.message]
    return sorted((each.code, re.sub(rf"\b{new}\b", old, each.message)) for each in found)


@pytest.fixture(scope="module")
def said_before() -> list[tuple[str, str]]:
    """The findings of the dossier before anything is renamed."""
    return findings(TANGLED, "zz-new", "zz-new")


@pytest.fixture
def copied(tmp_path):
    """A copy of a dossier of the tests."""

    def copy(site: Path) -> Path:
        return Path(
            shutil.copytree(site, tmp_path / site.name, ignore=shutil.ignore_patterns("build"))
        )

    return copy


CHECKED = ("costera-tribune", "open-minutes")
"""Ids for which the whole check is made as well, besides the first of each kind."""
FIRST = dict(reversed(ids_in(TANGLED)))


@pytest.mark.parametrize(("kind", "old"), ids_in(TANGLED))
def test_renamed_and_back_is_the_same_bytes(kind, old, copied, said_before):
    """For each id of a dossier full of references the way back is exact, and findings stay.

    Only an actor keeps a trace, in `former_ids`, since its address goes on working.
    """
    site = copied(TANGLED)
    before = bytes_of(site)
    rename(site, kind, old, "zz-new")
    between = bytes_of(site)
    assert len(between) == len(before)
    assert between != before
    if old in CHECKED or FIRST[kind] == old:
        assert findings(site, "zz-new", old) == said_before
    rename(site, kind, "zz-new", old)
    after = bytes_of(site)
    if kind == "actor":
        (path,) = [name for name in after if after[name] != before[name]]
        assert Path(path).stem == old
        lines = after[path].decode().splitlines()
        kept = [line for line in lines if line.strip() != "- zz-new" and line != "former_ids:"]
        kept = [line.replace(", zz-new", "") for line in kept]
        assert kept == before[path].decode().splitlines()
    else:
        assert after == before


SITE = {
    "site_config.yml": (
        "title: T\nnavigation:\n  - actors/ann # her\n  - {to: ann, label: ann}\n  - about\n"
    ),
    "content/actors/ann.yml": (
        "name: Ann Lee # ann\nkind: person\nevents:\n"
        "  - {id: ann, title: A, date: 2024, sources: [ann]}\n"
    ),
    "content/actors/bob.yml": (
        "name: Bob Ray\nkind: person\nsummary: 'Knows [[ann]], [[ ann | her ]], [[annex]] and [@ann].'\n"
        "body: |\n  A [link](actors/ann/), [one](/actors/ann/#relation-x), [page](ann.md).\n\n"
        "  [Later](timeline/#event-ann-ann), [again](timeline/#event-ann).\n\n"
        "  [ref]: actors/ann\n"
        'facts:\n  - {label: L, value: V, sources: [{source: ann, by: "ann", via: ann}]}\n'
        "relations:\n  - {to: ann, type: leads, sources: [ann, {source: 'ann', by: Ann}]}\n"
        "see_also:\n  - ann\ntags: [ann]\nprivate: {to: ann, note: 'ask [[ann]]'}\n"
    ),
    "content/actors/annex.yml": "name: Annex\nkind: organization\n",
    "content/sources/ann.yml": (
        "title: ann\nauthor: ann\nnamed: [ann, bob]\nlinks: {ann: ann, Bob: null}\n"
        "excerpts:\n  - {id: ann, quote: 'ann said [[ann]]', links: {ann: ann}}\n"
    ),
    "content/events/ann.yml": "title: E\nid: ann\nactors: [ann, bob]\nsources: [ann]\n",
    "content/pages/ann.md": '# A page\n\nOn [[ann|Ann]] [@ann#ann] and [@ann: "ann"].\n',
}  # fmt: skip


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines of each file that were not in it before; of a new file all of them."""
    return {
        path: [
            line
            for line in after[path].decode().splitlines()
            if line not in before.get(path, b"").decode().splitlines()
        ]
        for path in after
        if after[path] != before.get(path)
    }


def test_an_actor_is_renamed_where_it_is_meant_and_nowhere_else(make_site):
    """A source, an event, an excerpt and words of the same letters keep theirs."""
    site = make_site(SITE)
    before = bytes_of(site)
    rename(site, "actor", "ann", "zoe")
    found = changed(before, bytes_of(site))
    assert sorted(found) == [
        "content/actors/bob.yml", "content/actors/zoe.yml", "content/events/ann.yml",
        "content/pages/ann.md", "content/sources/ann.yml", "site_config.yml",
    ]  # fmt: skip
    assert found["site_config.yml"] == ["  - actors/zoe # her"]
    assert found["content/events/ann.yml"] == ["actors: [zoe, bob]"]
    assert found["content/pages/ann.md"] == ['On [[zoe|Ann]] [@ann#ann] and [@ann: "ann"].']
    assert found["content/sources/ann.yml"] == [
        "author: zoe", "named: [zoe, bob]", "links: {ann: zoe, Bob: null}",
        "  - {id: ann, quote: 'ann said [[ann]]', links: {ann: zoe}}",
    ]  # fmt: skip
    assert found["content/actors/bob.yml"] == [
        "summary: 'Knows [[zoe]], [[ zoe | her ]], [[annex]] and [@ann].'",
        "  A [link](actors/zoe/), [one](/actors/zoe/#relation-x), [page](ann.md).",
        "  [Later](timeline/#event-zoe-ann), [again](timeline/#event-ann).",
        "  [ref]: actors/zoe",
        '  - {label: L, value: V, sources: [{source: ann, by: "zoe", via: ann}]}',
        "  - {to: zoe, type: leads, sources: [ann, {source: 'ann', by: Ann}]}",
        "  - zoe", "private: {to: ann, note: 'ask [[zoe]]'}",
    ]  # fmt: skip
    own = found["content/actors/zoe.yml"]
    assert own[0] == "name: Ann Lee # ann"
    assert own[-2:] == ["former_ids:", "  - ann"]


def test_a_source_an_event_and_a_page_are_renamed(make_site):
    """Each kind in its own places."""
    site = make_site(SITE)
    before = bytes_of(site)
    rename(site, "source", "ann", "zoe")
    found = changed(before, bytes_of(site))
    assert found["content/pages/ann.md"] == ['On [[ann|Ann]] [@zoe#ann] and [@zoe: "ann"].']
    assert (
        "  - {to: ann, type: leads, sources: [zoe, {source: 'zoe', by: Ann}]}"
        in (found["content/actors/bob.yml"])
    )
    assert '[{source: zoe, by: "ann", via: zoe}]' in found["content/actors/bob.yml"][1]
    before = bytes_of(site)
    rename(site, "event", "ann", "zoe")
    found = changed(before, bytes_of(site))
    assert "id: zoe" in found["content/events/zoe.yml"]
    assert found["content/actors/bob.yml"] == [
        "  [Later](timeline/#event-ann-ann), [again](timeline/#event-zoe)."
    ]
    before = bytes_of(site)
    rename(site, "page", "ann", "zoe")
    found = changed(before, bytes_of(site))
    assert found["site_config.yml"] == ["  - {to: zoe, label: ann}"]
    assert found["content/actors/bob.yml"] == [
        "  A [link](actors/ann/), [one](/actors/ann/#relation-x), [page](zoe.md)."
    ]


def test_the_handbook_of_docs_follows_where_it_is_part_of_the_site(make_site, run):
    """Its pages name ids, have ids, and one of them is the page that `docs` names."""
    site = make_site({
        "site_config.yml": "title: T\ndocs: guide\nnavigation: [guide]\n",
        "content/actors/ann.yml": "name: Ann Lee\nkind: person\n",
        "docs/guide.md": "# Guide\n\nOn [[ann]], see [how](howto.md) and [who](actors/ann/).\n",
        "docs/howto.md": "# How\n\nBack to the [guide](guide.md).\n",
        "docs/README.md": "[[ann]]\n",
    })  # fmt: skip
    rename(site, "actor", "ann", "zoe")
    assert "[[zoe]]" in (site / "docs/guide.md").read_text()
    assert "(actors/zoe/)" in (site / "docs/guide.md").read_text()
    assert (site / "docs/README.md").read_text() == "[[ann]]\n"
    ran = run("rename", "guide", "handbook", "--site", site)
    assert (ran.code, ran.stderr) == (0, "")
    assert (site / "site_config.yml").read_text() == (
        "title: T\ndocs: handbook\nnavigation: [handbook]\n"
    )
    assert "[guide](handbook.md)" in (site / "docs/howto.md").read_text()
    assert run("check", "--site", site).stdout == "no problems\n"
    refused = run("new", "page", "Handbook", "--site", site)
    assert "the id 'handbook' is taken by docs/handbook.md" in refused.stderr


def test_a_busy_actor_does_not_have_every_file_searched_for_every_relation():
    """Where the id is not, no place that is named after it is; other names are looked for themselves."""
    places = {f"relation-ann-{n}": f"relation-zoe-{n}" for n in range(3000)}
    renaming = Renaming("actor", "ann", "zoe", {**places, "fact-0a1b": "fact-2c3d"})
    assert _telling(renaming) == (b"ann", b"fact-0a1b")


def test_docs_that_are_no_part_of_the_site_stay_as_they_are(make_site):
    """Without the key `docs` a folder of that name is somebody else's."""
    site = make_site({
        "content/actors/ann.yml": "name: Ann Lee\nkind: person\n",
        "docs/guide.md": "On [[ann]].\n",
    })  # fmt: skip
    rename(site, "actor", "ann", "zoe")
    assert (site / "docs/guide.md").read_text() == "On [[ann]].\n"


def test_every_key_that_holds_an_id_is_known():
    """A key of the models whose type is an id, or a list of them, is in one of the two tables."""
    found = set()
    for record in RECORDS.values():
        for key, info in fields_of(record).items():
            if SLUG_PATTERN in repr(info.metadata) + repr(info.annotation):
                found.add(key)
    assert found - {"links", "id", "former_ids", "docs"} <= ACTOR_KEYS | SOURCE_KEYS
    assert {"to", "source", "origin", "named"} <= found


YAML_FORMS = [
    "see_also: [ann]", "see_also: ['ann']", 'see_also: ["ann"]', "see_also:\n- ann # c",
    "see_also: [&a ann]", "see_also: [!!str ann]", "see_also:\n  - |-\n    ann",
    "see_also:\n  - >-\n    ann\n", "body: |+\n    [[ann]]\n    \n\n", "body: >-\n  a\n  [[ann]]\n  b",
    'body: "a \\"[[ann]]\\" \\u00e9"', "body: 'it''s [[ann]]'", "body: a\n  [[ann]]\n  b",
    "? see_also\n: - ann", "{see_also: [ann], name: A}",
    "see_also: &x [ann]\nreply: [{text: t}]\nevents: [{title: t, with: *x}]",
]  # fmt: skip


@pytest.mark.parametrize("text", YAML_FORMS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_way_of_writing_is_kept(text, end):
    """Quotation marks, blocks, anchors and line ends stay; only the letters of the id change."""
    text = text.replace("\n", end)
    renaming = Renaming("actor", "ann", "a-much-longer-id")
    assert renamed_record(text, renaming) == text.replace("ann", "a-much-longer-id")


def test_what_cannot_be_changed_safely_is_refused():
    """An id in escapes, or one list copied into a place of another meaning."""
    renaming = Renaming("actor", "ann", "zoe")
    for text in ('see_also: ["\\x61nn"]', "see_also: &x [ann]\ntags: *x\n", "see_also: [ann\n"):
        with pytest.raises(EditRefused):
            renamed_record(text, renaming)


@given(st.text(alphabet="abn[]()|@#: /.\n-", max_size=60))
def test_a_text_is_the_same_after_there_and_back(text):
    """Any text: what was renamed is renamed back, to the letter."""
    for kind in KINDS:
        there, back = Renaming(kind, "ab", "zz"), Renaming(kind, "zz", "ab")
        assert back.prose(there.prose(text)) == text


def test_all_files_or_none(make_site, monkeypatch):
    """Where one file cannot be replaced, all are as they were, and no trace is left."""
    site = make_site(SITE)
    before, changes = bytes_of(site), plan(site, "ann", "zoe", "actor").changes
    assert len(changes) > 3
    real, calls = os.replace, []

    def failing(source, target):
        calls.append(target)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(amend.os, "replace", failing)
    with pytest.raises(DossierError, match="no space left"):
        change_files(site, changes)
    assert bytes_of(site) == before


def test_a_file_saved_meanwhile_stops_it(make_site):
    """What was planned for other bytes is not written over them."""
    site = make_site(SITE)
    changes = plan(site, "ann", "zoe", "actor").changes
    (site / "content/sources/ann.yml").write_text("title: B\n")
    before = bytes_of(site)
    with pytest.raises(DossierError, match=r"sources/ann\.yml: something else"):
        change_files(site, changes)
    with pytest.raises(DossierError, match="there is such a file already"):
        change_files(site, [FileChange("site_config.yml", b"", b"", "content/pages/ann.md")])
    assert bytes_of(site) == before


def test_the_command_says_what_it_did(make_site, run):
    """The files, and where the old address leads; the redirect is built, and a dry run writes nothing."""
    site = make_site({k: v for k, v in SITE.items() if "config" not in k})
    before = bytes_of(site)
    ran = run("rename", "ann", "zoe", "--kind", "actor", "--dry-run", "--site", site)
    assert (ran.code, ran.stderr, bytes_of(site)) == (0, "", before)
    assert "rename content/actors/ann.yml -> content/actors/zoe.yml" in ran.stdout
    assert "-actors: [ann, bob]\n+actors: [zoe, bob]" in ran.stdout
    assert ran.stdout.endswith("Dry run: 5 files would change.\n")
    ran = run("rename", "ann", "zoe", "--kind", "actor", "--site", site)
    assert ran.stdout.splitlines()[-1] == (
        "5 files changed. The address actors/ann/ leads to actors/zoe/."
    )
    site = make_site({"content/actors/ann.yml": "name: Ann Lee\nkind: person\n"})
    assert run("rename", "ann", "zoe", "--site", site).code == 0
    assert run("build", "--site", site).code == 0
    assert "../../actors/zoe/" in (site / "build/actors/ann/index.html").read_text()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["ann", "zoe"], 2, "is the id of several: say which with --kind actor|source|event|page"),
        (["anm", "zoe"], 1, "no actor, source, event or page 'anm'; did you mean 'ann'?"),
        (["anm", "zoe", "--kind", "page"], 1, "no page 'anm'; did you mean 'ann'?"),
        (["ann", "bob", "--kind", "actor"], 1, "the id 'bob' is taken by content/actors/bob.yml"),
        (["ann", "index", "--kind", "actor"], 1, "'index' is reserved"),
        (["ann", "Zoe", "--kind", "actor"], 1, "an id is lower-case letters"),
        (["ann", "timeline", "--kind", "page"], 1, "'timeline' is a folder of the site itself"),
        (["ann", "ann", "--kind", "page"], 1, "that is its id already"),
        (["bob", "old-annex"], 1, "'old-annex' was an id of content/actors/annex.yml"),
    ],
)
def test_what_cannot_be_is_refused_with_a_word(words, code, said, make_site, run):
    """One line, and nothing changed."""
    annex = SITE["content/actors/annex.yml"] + "former_ids: [old-annex]\n"
    site = make_site({**SITE, "content/actors/annex.yml": annex})
    before = bytes_of(site)
    ran = run("rename", *words, "--site", site)
    assert ran.code == code
    assert said in " ".join(ran.stderr.split())
    assert bytes_of(site) == before


def test_a_file_with_mistakes_stops_it(make_site, run):
    """YAML that cannot be read may hold the id anywhere."""
    site = make_site({**SITE, "content/actors/annex.yml": "name: [ann\nkind: x\n"})
    before = bytes_of(site)
    ran = run("rename", "bob", "zoe", "--site", site)
    assert ran.code == 0  # the broken file does not name it
    ran = run("rename", "ann", "eve", "--kind", "actor", "--site", site)
    assert ran.code == 1
    assert "content/actors/annex.yml: the file has mistakes: mend them first" in ran.stderr
    assert set(bytes_of(site)) - set(before) == {"content/actors/zoe.yml"}
