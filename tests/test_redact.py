"""Privacy: what is private, a draft or under embargo leaves no byte behind, anywhere."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import files_made_of

from dossier.load import load
from dossier.markup import to_html
from dossier.model.linked import MarkupRequest, Targets
from dossier.pipeline import BuildOptions, build
from dossier.redact import redact
from dossier.urls import MARKED_UP

CANARY = "CANARY-7d1f"
TODAY = datetime.date(2026, 1, 15)
ENDS = datetime.date(2026, 6, 1)

HIDDEN_FILES = (
    "content/actors/people/pavlo-quistgaard.yml",
    "content/actors/meridian-shellco.yml",
    "content/actors/the-night-ledger.yml",
    "content/sources/leaked-annex.yml",
    "content/sources/tribunal-draft.yml",
    "content/events/secret-dinner.yml",
    "content/events/second-raid.yml",
    "content/events/their-walk.yml",
    "content/events/from-the-annex.yml",
    "content/pages/hidden-method.md",
    "content/pages/later.md",
    "static/portraits/pavlo-quistgaard.png",
)
WORDS_OF_THE_HIDDEN = (
    "quistgaard", "contador oscuro", "meridian", "shellco", "msh nine",
    "night ledger", "night-ledger", "leaked-annex", "annex", "clause", "vallmora", "tribunal",
    "ruling", "secret", "second raid", "second-raid", "pier", "their-walk", "hidden-method",
    "really did", "comes later", "brzegowo", "twelve", "by night.", "handed over", "dinner",
)  # fmt: skip


@pytest.fixture(scope="module")
def tangled(tmp_path_factory, sites):
    """A copy of the site that allows itself everything at once."""
    copy = tmp_path_factory.mktemp("tangled") / "site"
    shutil.copytree(sites / "tangled", copy)
    return copy


@pytest.fixture(scope="module")
def built(tangled):
    """What is built of it on a day when everything hidden is hidden."""
    return files_of(tangled, TODAY)


def files_of(site: Path, as_of: datetime.date, *, drafts: bool = False) -> dict[str, bytes]:
    """Every file of a build by its path; fails where the build would have failed."""
    output = site.parent / f"{site.name}-{as_of}{'-drafts' if drafts else ''}"
    report = build(site, output, BuildOptions(as_of, drafts=drafts))
    assert report.written is not None, [d.message for d in report.diagnostics]
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def text_of(files: dict[str, bytes]) -> str:
    """Names and contents of all files, in small letters."""
    return "\n".join(
        f"{name}\n{data.decode('utf-8', 'replace')}" for name, data in files.items()
    ).lower()


def twin_of(site: Path, target: Path) -> Path:
    """The site as it would be had the hidden records never been written.

    Lines that end in `# hidden` go, a decision that ends in `# null` names nobody, and wikilinks
    and citations of hidden records in running text become what an author would write instead.
    """
    shutil.copytree(site, target)
    for name in HIDDEN_FILES:
        (target / name).unlink()
    for path in [*target.rglob("*.yml"), *target.rglob("*.md")]:
        lines = path.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.endswith("# hidden")]
        text = "\n".join(re.sub(r": [\w-]+  # null$", ": null", line) for line in kept) + "\n"
        text = re.sub(r", (by|via): (?:pavlo-quistgaard|leaked-annex)\}", r', \1: "[…]"}', text)
        actors = "pavlo-quistgaard|meridian-shellco|the-night-ledger"
        text = re.sub(rf"\[\[ ?(?:{actors}) ?\| ?(.*?) ?\]\]", r"[[|\1]]", text)
        text = re.sub(rf"\[\[(?:{actors})\]\]", "[…]", text)
        text = re.sub(r" ?\[@(?:leaked-annex|tribunal-draft)[^\]]*\]", "", text)
        path.write_text(text, "utf-8")
    return target


def test_no_byte_of_a_private_note_is_published(built):
    """`private` is allowed in many places and reaches no file, whatever its form."""
    assert CANARY.lower() not in text_of(built)


@pytest.mark.parametrize("words", WORDS_OF_THE_HIDDEN)
def test_no_word_of_a_hidden_record_is_published(built, words):
    """No name, alias, id, title or file name of a draft or embargoed record stands anywhere."""
    assert words not in text_of(built)


def test_the_tangled_site_really_holds_what_must_not_show(tangled):
    """The two tests above can fail: every word they look for stands in the content."""
    content = text_of(
        {
            p.relative_to(tangled).as_posix(): p.read_bytes()
            for p in tangled.rglob("*")
            if p.is_file()
        }
    )
    wanted = [CANARY.lower(), *WORDS_OF_THE_HIDDEN]
    assert [words for words in wanted if words not in content] == []


def test_the_build_is_that_of_a_site_without_the_hidden_records(tangled, built, tmp_path):
    """Byte for byte the same site comes out when the hidden records were never written."""
    twin = files_of(twin_of(tangled, tmp_path / "twin"), TODAY)
    assert sorted(built) == sorted(twin)
    assert [name for name in built if built[name] != twin[name]] == []


def test_an_embargo_ends_on_its_day(tangled):
    """The day before, nothing shows; on the day itself, the record is public."""
    before = files_of(tangled, ENDS - datetime.timedelta(days=1))
    after = files_of(tangled, ENDS)
    assert "meridian" not in text_of(before)
    assert "actors/meridian-shellco/index.html" in after
    assert "sources/tribunal-draft/index.html" in after
    assert "later/index.html" in after
    assert "second raid" in text_of(after)
    assert CANARY.lower() not in text_of(after)
    assert "quistgaard" not in text_of(after), "a draft stays hidden when an embargo ends"


def test_drafts_are_shown_and_marked_but_private_notes_are_not(tangled, built):
    """`--drafts` shows what is hidden, marked as such, and still no private note."""
    preview = files_of(tangled, TODAY, drafts=True)
    assert "actors/pavlo-quistgaard/index.html" in preview
    assert "sources/leaked-annex/index.html" in preview
    assert "hidden-method/index.html" in preview
    assert CANARY.lower() not in text_of(preview)
    dossier, _ = load(tangled)
    assert dossier is not None
    marked = redact(dossier, TODAY, drafts=True)[0].marked
    assert {"actors:pavlo-quistgaard", "actors:meridian-shellco", "sources:leaked-annex"} <= marked
    assert "real-costera" not in marked


def test_a_draft_page_says_that_it_is_one(tangled):
    """The preview of a hidden actor's page differs from a public one by a visible mark."""
    preview = files_of(tangled, TODAY, drafts=True)
    page = preview["actors/pavlo-quistgaard/index.html"].decode()
    public = preview["actors/jose-munoz-ibanez/index.html"].decode()
    assert re.search(r"not public|draft|unpublished", page, re.IGNORECASE)
    assert not re.search(r"not public|\bdraft\b|unpublished", public, re.IGNORECASE)


def test_the_export_holds_only_public_ids(tangled):
    """`data/` is made of the same public dossier as the pages."""
    made = files_made_of(tangled, BuildOptions(TODAY))
    data = {path: held for path, held in made.items() if path.startswith("data/")}
    assert data, "there are exports to look at"
    text = text_of(data)
    assert [words for words in WORDS_OF_THE_HIDDEN if words in text] == []


def test_check_never_prints_a_private_note(tangled, run):
    """Findings about a site full of private notes repeat none of their words."""
    for style in ("text", "json", "github"):
        ran = run("check", "--site", tangled, "--as-of", TODAY, "--format", style)
        assert CANARY not in ran.stdout + ran.stderr
        assert "hidden-reference" in ran.stdout + ran.stderr, "there is something to print"


BROKEN_NEAR_A_NOTE = {
    "inside, unclosed quote": 'name: A\nprivate: "CANARY-7d1f\nkind: person\n',
    "inside, quote closed in a later line": 'name: A\nprivate: "met\nCANARY-7d1f" again\nkind: x\n',
    "inside, apostrophe": "name: A\nprivate: 'CANARY-7d1f's friend'\n",
    "inside, second colon": "name: A\nprivate: he: CANARY-7d1f: x\n",
    "inside a block": "name: A\nprivate:\n  he: x: CANARY-7d1f\nkind: person\n",
    "inside a list in the first column": "name: A\nprivate:\n- CANARY-7d1f: [\nkind: person\n",
    "inside a nested list": "name: A\nevents:\n- title: T\n  private:\n  - CANARY-7d1f: [\n",
    "inside, alias": "name: A\nkind: person\nprivate: *CANARY-7d1f\n",
    "inside, tag": "name: A\nkind: person\nprivate: !CANARY-7d1f x\n",
    "inside, tag of a list": "name: A\nkind: person\nprivate: !<CANARY-7d1f> [x]\n",
    "inside, duplicate keys": "name: A\nkind: person\nprivate: {CANARY-7d1f: 1, CANARY-7d1f: 2}\n",
    "inside, duplicate keys in a block": "name: A\nkind: x\nprivate:\n  CANARY-7d1f: 1\n  CANARY-7d1f: 2\n",
    "inside, anchor": "name: A\nkind: person\nprivate: &CANARY-7d1f [*CANARY-7d1f]\n",
    "inside, bar line": "name: A\nprivate: | CANARY-7d1f\n",
    "inside, tab": "name: A\nprivate:\n\tCANARY-7d1f\n",
    "inside, backslash": 'name: A\nprivate: "\\CANARY-7d1f"\n',
    "inside, NUL escape": 'name: A\nkind: person\nprivate: "CANARY-7d1f\\0"\n',
    "inside, control character": "name: A\nkind: person\nprivate: CANARY-7d1f\x01\n",
    "inside, line separator": "name: A\nkind: person\nprivate: CANARY-7d1f\u2028x\n",
    "inside, too deep": "name: A\nkind: person\nprivate: " + "[" * 60 + "CANARY-7d1f" + "]" * 60,
    "inside, Latin-1": b"name: A\nkind: person\nprivate: CANARY-7d1f \xe9\n",
    "after, list not closed": "name: A\nprivate: CANARY-7d1f\ntags: [a\n",
    "after, wrong indentation": "name: A\nprivate:\n    CANARY-7d1f: x\n  kind: person\n",
    "before, on the same line": "{name: A, kind: [, private: CANARY-7d1f}\n",
    "flow, several lines": "{name: A,\n private:\n CANARY-7d1f: ], kind: person}\n",
    "blank before the colon": "name: A\nprivate : 'CANARY-7d1f' x\n",
    "quoted key": "name: A\n\"private\" : 'CANARY-7d1f' x\n",
    "question mark key": "name: A\n? private\n: 'CANARY-7d1f' x\n",
    "misspelt key": "name: A\nkind: person\nprivat: CANARY-7d1f\n",
    "capital key": "name: A\nkind: person\nPrivate: CANARY-7d1f\n",
    "misspelt key, broken": "name: A\nkind: person\npriavte: 'CANARY-7d1f' x\n",
    "letters swapped, broken": "name: A\nkind: person\npirvate: 'CANARY-7d1f' x\n",
    "where it is not allowed": "name: A\nkind: person\nfacts:\n  - {label: a, value: b, private: CANARY-7d1f}\n",
    "unknown key on its line": "name: A\nkind: person\nevents:\n  - {title: t, nmae: 1, private: CANARY-7d1f}\n",
    "twice": "name: A\nkind: person\nprivate: x\nprivate: CANARY-7d1f\n",
    "as a list item's only key": "name: A\nkind: person\nprivate:\n  - private: 'CANARY-7d1f' x\n",
}


def test_a_broken_file_does_not_give_its_private_note_away(make_site, run):
    """However the YAML is broken in or near a private note, no finding repeats a word of it."""
    paths = {f"content/actors/case-{chr(97 + i // 26)}{chr(97 + i % 26)}.yml": name
             for i, name in enumerate(BROKEN_NEAR_A_NOTE)}  # fmt: skip
    site = make_site({path: BROKEN_NEAR_A_NOTE[name] for path, name in paths.items()})
    for style in ("text", "json", "github"):
        ran = run("check", "--site", site, "--format", style)
        printed = ran.stdout + ran.stderr
        assert ran.code == 1
        assert "Traceback" not in printed
        assert [line for line in printed.splitlines() if CANARY in line] == []
        assert [name for path, name in paths.items() if path not in printed] == []


PAGES_THAT_HIDE = {
    "CRLF": "---\r\ndraft: true\r\n---\r\nWords.\r\n",
    "blanks after the fence": "---  \ndraft: true\n--- \nWords.\n",
    "byte-order mark": "\ufeff---\ndraft: true\n---\nWords.\n",
    "blank lines before": "\n  \n---\ndraft: true\n---\nWords.\n",
    "lone CR": "---\rdraft: true\r---\rWords.\r",
}


@pytest.mark.parametrize("text", PAGES_THAT_HIDE.values(), ids=PAGES_THAT_HIDE.keys())
def test_front_matter_is_never_taken_for_text(text, make_site):
    """A draft page stays one whatever its line ends, blanks and byte-order mark."""
    dossier, found = load(make_site({"content/pages/about.md": text}))
    assert found == []
    assert dossier is not None
    assert dossier.pages["about"].draft is True
    assert "draft" not in dossier.pages["about"].markdown


@pytest.mark.parametrize(
    "written",
    [
        "[[ada]]", "[[ ada ]]", "[[ada|words]]", "[[ ada | words ]]", "[[ada|]]", "[[ada| ]]",
        "[@ada]", "[@ada ]", "[@ada#x-1]", '[@ada: "words"]', "[@ada: “words”]", '[@ada : "w"]',
        '[@ada#x:"two\nlines" ]',
    ],
)  # fmt: skip
def test_redaction_reads_every_form_that_markup_links(written):
    """What `markup` would take for a link or citation, `redact` finds first."""
    keys = {"ada": {"x": 1, "x-1": 2}}
    targets = Targets({"ada": "Ada"}, {"ada": "Ada, 2024"}, keys)
    request = MarkupRequest(written, lambda _: (), targets)
    linked, problems = to_html(request)
    assert problems == []
    assert re.search(r'href="(actor|source):ada', linked.html)
    match = MARKED_UP.fullmatch(written)
    assert match is not None
    assert (match["actor"] or match["source"]).strip() == "ada"


def test_redaction_is_quick_on_long_runs():
    """No text of the allowed length keeps the search for links busy."""
    began = datetime.datetime.now(tz=datetime.UTC)
    for text in (" " * 200_000, "[[" * 100_000, "[@a" * 60_000, '[@a:"' * 40_000, "[[ " * 60_000):
        MARKED_UP.sub("", text)
    assert (datetime.datetime.now(tz=datetime.UTC) - began).total_seconds() < 2


def test_words_of_a_hidden_link_do_not_link_to_somebody_else(make_site):
    """`[[hidden|words]]` never becomes a link to a public actor of that name."""
    site = make_site({
        "content/actors/ada.yml": "name: Ada\nkind: person\nsummary: Met [[bo|Cy]].\n",
        "content/actors/bo.yml": "name: Bo\nkind: person\ndraft: true\n",
        "content/actors/cy.yml": "name: Cy\nkind: person\n",
    })  # fmt: skip
    dossier, _ = load(site)
    assert dossier is not None
    public, _ = redact(dossier, TODAY)
    assert public.actors["ada"].summary == "Met [[|Cy]]."


def test_an_empty_embargo_does_not_publish(make_site):
    """`embargo:` with nothing behind it is an error, not a record without an embargo."""
    for folder, text in {
        "actors": "name: A\nkind: person\nembargo:\n",
        "sources": "title: A\nembargo: ~\n",
        "events": "title: A\nembargo: null\n",
    }.items():
        dossier, found = load(make_site({f"content/{folder}/ada.yml": text}))
        assert [d.code for d in found] == ["bad-date"]
        assert dossier is not None
        assert not getattr(dossier, folder)


@pytest.mark.parametrize("text", ["log.txt", "seeds/log.txt"])
def test_the_open_text_of_a_public_source_is_looked_through_for_hidden_names(make_site, text):
    """A full text that spells out a hidden actor's name is published, and its author is warned."""
    site = make_site({
        "content/actors/bo.yml": "name: Bo Lind\nkind: person\ndraft: true\n",
        "content/sources/log.yml": f"title: Log\nrights: open\nlicense: CC0\ntext: {text}\n",
        "seeds/log.txt": "At noon\nBo Lind left.\n",
    })  # fmt: skip
    dossier, _ = load(site)
    assert dossier is not None
    _, found = redact(dossier, TODAY)
    assert [(d.code, d.location.path) for d in found] == [("hidden-name", "seeds/log.txt")]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ada Moss", "Ada Moſs"),
        ("Nikos Pappas", "NIKOS PAPPAS"),
        ("Νίκος", "νίκοσ"),
        ("Ada Weiß", "ADA WEIẞ"),
    ],
)
def test_other_forms_of_a_letter_make_no_other_name(make_site, name, written):
    """The long s of old print, a final sigma: what reads as a hidden name is reported as one."""
    site = make_site({
        "content/actors/bo.yml": f"name: {name}\nkind: person\ndraft: true\n",
        "content/sources/log.yml": f"title: Log\nexcerpts: [{{quote: At noon {written} left}}]\n",
    })  # fmt: skip
    dossier, _ = load(site)
    _, found = redact(dossier, TODAY)
    assert [(d.code, d.location.needle) for d in found] == [("hidden-name", written)]


def test_an_id_that_holds_the_id_or_a_name_of_somebody_hidden_is_reported(make_site):
    """Ids are addresses; those of events, sources, pages, actors, excerpts and claims alike."""
    hidden = "name: Juan Pérez\nkind: person\ndraft: true\n"
    site = make_site({
        "content/actors/secret-person.yml": hidden,
        "content/actors/wife-of-secret-person.yml": (
            "name: Ana\nkind: person\nformer_ids: [juan-perez-wife]\n"
            "facts: [{id: met-secret-person, label: L, value: V}]\n"
            "relations: [{id: secret-person-too, to: secret-person, type: leads}]\n"
            "events: [{id: secret-person-leaves, title: T, date: 2020},"
            " {id: secret-person-hides, title: T, date: 2020, draft: true}]\n"
        ),
        "content/sources/on-secret-person.yml": (
            "title: S\nexcerpts: [{id: secret-person-said, quote: Q}]\n"
        ),
        "content/events/arrest-of-secret-person.yml": "title: A\ndate: 2020\n",
        "content/pages/secret-person.md": "---\ntitle: P\n---\nText.\n",
        "content/pages/secret-personnel.md": "---\ntitle: P\n---\nA secret person came.\n",
    })  # fmt: skip
    dossier, _ = load(site)
    _, found = redact(dossier, TODAY)
    told = sorted(d.message.split("'")[1] for d in found)
    assert {d.code for d in found} == {"hidden-name"}
    assert told == [
        "arrest-of-secret-person", "juan-perez-wife", "met-secret-person", "on-secret-person",
        "secret-person", "secret-person-leaves", "secret-person-said", "wife-of-secret-person",
    ]  # fmt: skip


@pytest.mark.parametrize("drafts", [False, True])
def test_no_later_stage_ever_sees_a_private_note(tangled, drafts):
    """The public dossier holds no private value in any record, so that no stage can leak it."""
    dossier, _ = load(tangled)
    assert dossier is not None
    assert repr(dossier).count(CANARY) > 8
    public, _ = redact(dossier, TODAY, drafts=drafts)
    assert CANARY not in repr(public)


@pytest.mark.parametrize(
    "citation",
    [
        "[@hid: «canary words»]",
        "[@hid: „canary words“]",
        '[@hid: "canary “inner” words"]',
        '[@hid: “canary "inner" words”]',
        "[@hid: 'canary words']",
        "[@hid, p. 3]",
        "[@hid; @hid]",
        '[@hid p. 3: "canary words"]',
        '[@hid: "canary words',
        "[@hid: «canary [x] words»]",
    ],
)  # fmt: skip
def test_no_form_of_a_citation_shows_a_hidden_source(
    make_site: Any, run: Any, citation: str
) -> None:
    """It goes with the source, or, where it cannot be read, nothing is built."""
    site = make_site(
        {
            "content/actors/ada.yml": f"name: Ada\nkind: person\nsummary: |\n  She came {citation}\n",
            "content/pages/about.md": f"She left {citation}\n",
            "content/sources/hid.yml": "title: Secret paper\ndraft: true\n",
        }
    )
    done = run("build", "--site", site)
    built = [path for path in (site / "build").rglob("*") if path.is_file()]
    for path in built:
        text = path.read_text("utf-8", "ignore")
        assert "canary" not in text, path
        assert "[@" not in text, path
    assert done.code == (0 if built else 1)
    assert built or "bad-citation" in done.stderr


def test_the_quotation_marks_of_other_languages_are_read(make_site: Any, run: Any) -> None:
    """The words are quoted, counted and linked to their source."""
    words = {"a": "«uno dos»", "b": "„eins zwei“", "c": "“one 'two'”", "d": '"one “two”"'}
    files = {
        f"content/actors/{k}.yml": f"name: {k}\nkind: person\nsummary: |\n  Said [@s: {v}]\n"
        for k, v in words.items()
    }
    site = make_site({**files, "content/sources/s.yml": "title: S\nwords: 400\n"})
    assert run("build", "--site", site).code == 0
    for key, quote in words.items():
        page = (site / f"build/actors/{key}/index.html").read_text("utf-8")
        assert f">{quote[1:-1]}<" in page.replace("&quot;", '"')
        assert "[@" not in page


@pytest.mark.parametrize(
    "name", ["scan.png", "scan,1.png", "it's.png", "a[1].png", "a;b.png", "x y.png"]
)
@pytest.mark.parametrize("note", ["see [scan](/{})", "see ![it](<{}>)", "({}), he says"])
def test_a_file_that_a_private_note_names_is_not_published(
    make_site: Any, tmp_path: Path, name: str, note: str
) -> None:
    """Whatever signs its name has; a copy would tell of it."""
    if " " in name:
        note = note.replace("{}", "x%20y.png")
    private = json.dumps(note.format(name))
    site = make_site({
        "content/actors/ada.yml": f"name: Ada\nkind: person\nprivate: {private}\n",
        f"static/{name}": "x", "static/other.txt": "x",
    })  # fmt: skip
    build(site, tmp_path / "out", BuildOptions(TODAY))
    assert (tmp_path / "out/other.txt").exists()
    assert not (tmp_path / "out" / name).exists()


def test_a_file_of_the_same_name_elsewhere_makes_none_public(
    make_site: Any, tmp_path: Path
) -> None:
    """What a draft alone names is withheld, though a public page names another folder's file."""
    hidden = "name: Eve\nkind: person\ndraft: true\nsummary: See [it](/kept/scan.pdf) and [that](/scan.pdf).\n"
    public = "name: Ada\nkind: person\nsummary: See [a](/open/scan.pdf), [b](/both.pdf).\nprivate: both.pdf\n"
    names = ("kept/scan.pdf", "open/scan.pdf", "scan.pdf", "both.pdf")
    site = make_site({
        "content/actors/ada.yml": public, "content/actors/eve.yml": hidden,
        **{f"static/{name}": "x" for name in names},
    })  # fmt: skip
    build(site, tmp_path / "out", BuildOptions(TODAY))
    there = {name for name in names if (tmp_path / "out" / name).exists()}
    assert there == {"open/scan.pdf", "both.pdf"}
