"""`dossier import` from outside: what it writes of each kind of file, what it says, what it leaves."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from material import ACTORS, PARAGRAPHS, TEXT, encrypted, files_of, imported, page, pdf

from dossier.load import load
from dossier.model.source import Source

HEAD = """
<title>A wet Monday | The Lindow Herald</title>
<link rel="canonical" href="https://herald.example/wet-monday?x=1">
<meta property="og:site_name" content="The Lindow Herald">
<meta property="og:title" content="A wet Monday">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"},
 {"@type": "NewsArticle", "headline": "A wet Monday at the quays",
  "datePublished": "2023-04-05T23:30:00-07:00", "dateModified": "2024-01-01",
  "author": [{"@type": "Person", "name": "Tove Holm"}], "publisher": {"name": "The Lindow Herald"}}]}
</script>
"""


@pytest.fixture
def site(make_site: Any) -> Path:
    """A dossier with actors and no source."""
    made: Path = make_site(ACTORS)
    return made


def sources(site: Path) -> dict[str, Source]:
    """The sources of a site in which nothing is wrong."""
    dossier, found = load(site)
    assert found == []
    return dossier.sources


def only(site: Path) -> Source:
    """Its one source."""
    (source,) = sources(site).values()
    return source


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """A file outside of the site."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_becomes_a_source(site: Path, tmp_path: Path, run: Any) -> None:
    """The text as it is, its hash and words, the sentences that name most, whom it names; `check` agrees."""
    ran = run("import", "--site", site, put(tmp_path, "Wet monday.txt", TEXT))
    assert (ran.code, ran.stderr) == (0, "")
    source = only(site)
    kept = (site / "seeds/wet-monday.txt").read_bytes()
    assert kept == TEXT.encode()
    assert (source.id, source.text) == ("wet-monday", "wet-monday.txt")
    assert source.text_sha256 == hashlib.sha256(kept).hexdigest()
    assert source.words == len(TEXT.split())
    assert source.title == f"[Untitled text of {source.words} words]"
    assert source.named == ("ann-lee", "bob-stone", "harbour-club")
    quotes = [excerpt.quote for excerpt in source.excerpts]
    assert quotes == list(PARAGRAPHS[::2])
    assert (site / "seeds/.gitignore").read_text().splitlines()[2:] == ["*", "!.gitignore"]
    checked = run("check", "--site", site, "--strict")
    assert (checked.code, checked.stdout) == (0, "no problems; 4 quotes found in the full texts\n")
    assert run("build", "--site", site).code == 0


def test_what_was_done_is_told_on_a_few_lines(site: Path, tmp_path: Path) -> None:
    """What was written, what is not known, who has no profile, how to go on: as the handbook shows it."""
    ran = imported(site, put(tmp_path, "wet-monday.txt", TEXT))
    assert ran.exit_code == 0
    lines = ran.stdout.splitlines()
    assert lines[0].endswith("content/sources/wet-monday.yml and seeds/wet-monday.txt written")
    assert lines[1:] == [
        "  368 words, naming 3 actors; 4 excerpts proposed, 62 of the 92 words that may be quoted, naming 3",
        "  Not stated, and left out: title, publisher, author, published, url, language",
        "  No profile: Greta van der Hulst (1)",
        "  Next: read the record, then dossier review wet-monday; dossier review --unlisted wet-monday",
    ]
    page = (Path(__file__).parents[1] / "docs/commands.md").read_text("utf-8")
    assert "\n".join(lines[1:]) in page


def test_quiet_says_nothing_but_what_failed(site: Path, tmp_path: Path) -> None:
    """`--quiet` is for scripts."""
    ran = imported(site, "--quiet", put(tmp_path, "a.txt", TEXT), tmp_path / "nowhere.txt")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr.endswith("nowhere.txt: not imported: it is not there\n")


def test_a_page_gives_what_it_states(site: Path, tmp_path: Path) -> None:
    """JSON-LD before OpenGraph before `meta`; the outlet's id where its name is that of one outlet."""
    ran = imported(site, put(tmp_path, "x.html", page(HEAD, '<html lang="en-gb">')))
    assert ran.exit_code == 0, ran.output
    source = only(site)
    assert source.id == "herald-a-wet-monday-at-the-quays-2023"
    assert source.title == "A wet Monday at the quays"
    assert (source.type, source.publisher, source.author) == (
        "article-newspaper",
        "herald",
        ("Tove Holm",),
    )
    assert source.published is not None
    assert source.published.text == "2023-04-05"  # the day where it was published
    assert (source.url, source.language) == ("https://herald.example/wet-monday?x=1", "en-GB")
    assert source.accessed is None
    text = (site / "seeds" / str(source.text)).read_text()
    assert all(words in text for words in PARAGRAPHS)
    assert "Cookies" not in text
    assert "Sport" not in text
    assert "Not stated" not in ran.stdout


def test_a_page_that_states_nothing_gets_nothing(site: Path, tmp_path: Path) -> None:
    """No date out of its text, no author, no site name; what is missing stands there as a comment."""
    paragraphs = ("By Tove Holm, published on 2023-04-05.", *PARAGRAPHS)
    ran = imported(site, put(tmp_path, "2023-04-05-story.html", page("", paragraphs=paragraphs)))
    source = only(site)
    stated = source.model_fields_set - {"id", "path", "text", "text_sha256", "words", "rights"}
    assert stated == {"title", "type", "excerpts", "named"}
    assert source.title.startswith("[Untitled text of ")
    assert source.type == "webpage"
    yaml = (site / source.path).read_text()
    for key in ("publisher", "author", "published", "url", "language"):
        assert f"\n# {key}: not stated\n" in yaml
    assert (
        "Not stated, and left out: title, publisher, author, published, url, language" in ran.stdout
    )


def test_dates_that_differ_or_cannot_be_read_are_left_out(site: Path, tmp_path: Path) -> None:
    """Two days of publication, or "5 April": the author is told, and nothing is chosen."""
    two = (
        '<meta property="article:published_time" content="2023-04-05">'
        '<meta name="date" content="2023-04-07">'
    )
    ran = imported(site, put(tmp_path, "a.html", page(two)))
    assert only(site).published is None
    assert "several days of publication (2023-04-05, 2023-04-07): none is taken" in ran.stdout
    vague = '<meta name="date" content="04/05/2023">'
    other = (*PARAGRAPHS, "The club was sold.")
    ran = imported(site, put(tmp_path, "b.html", page(vague, paragraphs=other)))
    assert sources(site)["b"].published is None
    assert "stated in a form that is not read" in ran.stdout


def test_a_pdf_gives_its_text(site: Path, tmp_path: Path) -> None:
    """Of its properties only what its first lines bear out: they are often a template's."""
    wrapped = "\n".join(re.sub(r"(.{1,80})(?: |$)", r"\1\n", words) for words in PARAGRAPHS)
    data = pdf(f"A wet Monday\n{wrapped}", "Page two.", title="A wet Monday", author="xyz-laptop")
    ran = imported(site, put(tmp_path, "report.pdf", data))
    assert ran.exit_code == 0, ran.output
    source = only(site)
    assert source.id == "a-wet-monday"
    assert (source.title, source.author, source.published) == ("A wet Monday", (), None)
    assert source.excerpts
    assert "the file's properties state its author, its first lines do not: left out" in ran.stdout
    assert "laptop" not in (site / source.path).read_text()


def test_a_pdf_that_everybody_may_read_is_read(site: Path, tmp_path: Path, run: Any) -> None:
    """Encrypted only against changes: its password is empty."""
    imported(site, put(tmp_path, "r.pdf", encrypted(pdf("\n".join(PARAGRAPHS)), "")))
    assert only(site).excerpts
    assert run("check", "--site", site, "--strict").code == 0


WHY_NOT = {
    "empty.txt": (b"", "it is empty"),
    "blank.txt": (b" \n\t\r\n", "it is empty"),
    "mark.txt": (b"\xef\xbb\xbf\n", "it is empty"),
    "program.txt": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9, "it is no text"),
    "photo.txt": (b"\x89PNG\r\n\x1a\n" + bytes(99), "it is a picture: run text recognition"),
    "letter.docx": (b"PK\x03\x04" + bytes(99), "it is a zip archive"),
    "letter.rtf": (b"{\\rtf1 Hello", "it is rich text"),
    "letter.eml": (
        b"From: Ann <a@b.example>\nSubject: x\n\nWords.\n",
        "it is an e-mail, whose headers name",
    ),
    "mail.txt": (b"Received: by x\nFrom: Ann <a@b.example>\n\nWords.\n", "it is an e-mail"),
    "empty.mhtml": (b"MIME-Version: 1.0\nContent-Type: text/css\n\nWords.\n", "it holds no page"),
    "junk.pdf": (b"Not at all", "it is called a PDF and is none"),
    "cut.pdf": (pdf("\n".join(PARAGRAPHS))[:300], "it is damaged"),
    "scan.pdf": (pdf("", "", ""), "its 3 pages hold no text: a scan, it seems"),
    "locked.pdf": (
        encrypted(pdf("Words."), "secret"),
        "it is encrypted: save it without its password",
    ),
    "bare.html": (b"<html><body></body></html>", "no article is found in this page"),
    "odd.txt": (b"na\x81ve words", "its letters are neither UTF-8 nor Windows-1252"),
    "half.txt": (b"\xff\xfeA\x00\x00\xd8", "it is not what it says it is (utf-16-le)"),
    "notes.json": (b'{"a": 1}', "no bibliography in CSL-JSON"),
    "cut.json": (b'[{"type": "book",\n', "it is no valid JSON: line 2"),
    "deep.json": (b"[" * 99_999, "nested too deep"),
    "empty.bib": (b"% nothing\n", "it holds no entry of BibTeX"),
    "empty.ris": (b"nothing\n", "it holds no record of RIS"),
    "huge.txt": (b"word " * 1_100_000, "its text has more than 5 MB: import it in parts"),
    "giant.txt": (b"x" * 20_000_001, "it has 20 MB; the limit is 20 MB"),
}


@pytest.mark.parametrize("name", WHY_NOT)
def test_what_cannot_be_taken_in_gets_one_clear_line(
    site: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1, the reason, what to do; nothing is written, and no traceback."""
    data, reason = WHY_NOT[name]
    before = files_of(site)
    ran = imported(site, put(tmp_path, name, data))
    assert ran.exit_code == 1
    assert ran.stdout == ""
    assert f"{name}: not imported: " in ran.stderr
    assert reason in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert files_of(site) == before


def test_the_rest_of_a_batch_goes_on(site: Path, tmp_path: Path) -> None:
    """One bad file does not keep a good one out; the exit code tells of it."""
    names = [put(tmp_path, "bad.txt", b""), put(tmp_path, "good.txt", TEXT), tmp_path]
    ran = imported(site, *names)
    assert ran.exit_code == 1
    assert list(sources(site)) == ["good"]
    assert ran.stderr.count("not imported") == 2
    assert "it is a folder" in ran.stderr


SPANISH = TEXT.replace("midnight", "el año próximo – “mañana”")


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-32", ""),
        ("utf-16-le", "read as UTF-16"),
        ("utf-16-be", "read as UTF-16"),
        ("utf-32-le", "read as UTF-32"),
        ("utf-32-be", "read as UTF-32"),
        ("cp1252", "read as Windows-1252"),
    ],
)
def test_text_is_kept_as_utf_8(site: Path, tmp_path: Path, encoding: str, note: str) -> None:
    r"""With `\n` and without a byte-order mark, however it came; a guess is told."""
    data = SPANISH.replace("\n", "\r\n").encode(encoding)
    ran = imported(site, put(tmp_path, "a.txt", data))
    assert ran.exit_code == 0, ran.output
    assert (site / "seeds/a.txt").read_bytes() == SPANISH.encode()
    assert (
        (f"Note: {note}" in ran.stdout or f"was {note}" in ran.stdout)
        if note
        else "Note" not in ran.stdout
    )


def test_a_page_is_read_in_the_encoding_that_it_declares(site: Path, tmp_path: Path) -> None:
    """Cyrillic in Windows-1251, which nothing else tells."""
    words = ("Иван Петров встретил Анну Ли в порту и говорил с ней до самой полуночи.", *PARAGRAPHS)
    html = page('<meta charset="windows-1251">', paragraphs=words)
    imported(site, put(tmp_path, "a.html", html.encode("cp1251")))
    assert words[0] in (site / "seeds/a.txt").read_text("utf-8")


def test_utf_8_is_read_as_such_whatever_a_page_declares(site: Path, tmp_path: Path) -> None:
    """A template that says iso-8859-1 over a text in UTF-8: no letter becomes two, and it is told."""
    words = ("El año pasado Ann Lee pagó la lancha.", *PARAGRAPHS)
    html = page('<meta charset="iso-8859-1">', paragraphs=words)
    ran = imported(site, put(tmp_path, "a.html", html))
    assert words[0] in (site / "seeds/a.txt").read_text("utf-8")
    assert "Note: it says that it is iso-8859-1; it is UTF-8, and was read so" in ran.stdout
    imported(site, put(tmp_path, "b.html", html.replace("lancha", "panga").encode("cp1252")))
    assert words[0].replace("lancha", "panga") in (site / "seeds/b.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("mark", "declared"), [(b"", "utf-8"), (b"", "iso-8859-1"), (b"\xef\xbb\xbf", "utf-8")]
)
def test_a_broken_byte_does_not_spoil_the_other_letters(
    site: Path, tmp_path: Path, mark: bytes, declared: str
) -> None:
    """UTF-8 but for one byte stays UTF-8; where the letter is lost is told."""
    words = ("El próximo año Ann Lee pagará la lancha, según José Íñiguez.", *PARAGRAPHS)
    html = page(f'<meta charset="{declared}">', paragraphs=words).encode()
    ran = imported(site, put(tmp_path, "a.html", mark + html.replace("á".encode(), b"\xe1")))
    assert words[0].replace("á", "\ufffd") in (site / "seeds/a.txt").read_text("utf-8")
    assert "Note: 1 byte is no UTF-8, near '…mo año Ann Lee pagar" in ran.stdout


@pytest.mark.parametrize("name", ["a.mhtml", "a"])
def test_a_page_in_one_file_is_read_as_the_page_that_it_is(
    site: Path, tmp_path: Path, name: str
) -> None:
    """MHTML as browsers save it: the page of its address, decoded; its headers are no words of it."""
    from email.message import MIMEPart

    address = "https://herald.example/one-file"
    message = MIMEPart()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = address
    message.make_related()
    for place, words in ((f"{address}/frame", "A frame. "), (address, "El año. ")):
        part = MIMEPart()
        html = page("<title>A wet Monday</title>", paragraphs=(words, *PARAGRAPHS))
        part.set_content(html, subtype="html", charset="utf-8", cte="quoted-printable")
        part["Content-Location"] = place
        message.attach(part)
    ran = imported(site, put(tmp_path, name, message.as_bytes()))
    assert ran.exit_code == 0, ran.output
    source = only(site)
    assert (source.title, source.url) == ("A wet Monday", address)
    text = (site / "seeds" / str(source.text)).read_text("utf-8")
    assert "El año." in text
    assert all(words not in text for words in ("A frame.", "Blink", "=C3"))


def test_the_same_text_is_recognised(site: Path, tmp_path: Path) -> None:
    """By its hash, and where only white space differs; then nothing changes."""
    imported(site, put(tmp_path, "a.txt", TEXT))
    before = files_of(site)
    again = imported(site, put(tmp_path, "b.txt", TEXT))
    assert "this is the text of the source 'a'; nothing changed" in again.stdout
    spaced = imported(site, put(tmp_path, "c.txt", TEXT.replace(" ", "  ").replace("\n\n", "\n")))
    assert "but for its white space this is the text of the source 'a'; nothing" in spaced.stdout
    assert again.exit_code == spaced.exit_code == 0
    assert files_of(site) == before


def test_a_page_is_recognised_among_those_of_one_batch(site: Path, tmp_path: Path) -> None:
    """What was written a moment ago is known as well."""
    names = [put(tmp_path, f"{name}.html", page(HEAD)) for name in "ab"]
    ran = imported(site, *names)
    assert ran.exit_code == 0
    assert len(sources(site)) == 1
    assert "nothing changed" in ran.stdout


def test_no_file_is_overwritten(site: Path, tmp_path: Path) -> None:
    """Ids of records, of records with errors, of texts that lie there, and of links are all taken."""
    folder = site / "content/sources"
    folder.mkdir()
    (folder / "a.yml").write_text("titel: x\n")
    (folder / "a-2.yml").symlink_to("nowhere.yml")
    (site / "seeds").mkdir()
    (site / "seeds/a-3.txt").write_text("mine")
    before = files_of(site)
    ran = imported(site, put(tmp_path, "a.txt", TEXT))
    assert ran.exit_code == 0, ran.output
    after = files_of(site)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {
        "content/sources/a-4.yml",
        "seeds/a-4.txt",
        "seeds/.gitignore",
    }


def test_nothing_is_written_through_a_link(site: Path, tmp_path: Path) -> None:
    """A folder that leads elsewhere is refused, and what was begun is taken back."""
    (tmp_path / "elsewhere").mkdir()
    (site / "content/sources").symlink_to(tmp_path / "elsewhere")
    ran = imported(site, put(tmp_path, "a.txt", TEXT))
    assert ran.exit_code == 1
    assert "a symbolic link leads there" in ran.stderr
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (site / "seeds/a.txt").exists()


def test_words_of_a_page_cannot_leave_their_place(site: Path, tmp_path: Path) -> None:
    """Quotation marks, line ends, YAML and escape codes in a title stay a title."""
    title = 'x\\"\n- {a: b} #c \x1b[31m & *d \u2028!e'
    held = json.dumps({"@type": "NewsArticle", "headline": title, "author": "a\nprivate: true"})
    head = f'<script type="application/ld+json">{held}</script>'
    ran = imported(site, put(tmp_path, "a\nb: c.html", page(head)))
    assert ran.exit_code == 0, ran.output
    source = only(site)
    assert source.title == " ".join(title.replace("\x1b", " ").split())
    assert source.author == ("a private: true",)
    assert source.private is None
    assert "\x1b" not in ran.output


def test_a_library_comes_in_and_is_known_the_second_time(
    site: Path, tmp_path: Path, run: Any
) -> None:
    """Two hundred records of Zotero's CSL-JSON: one source each, without a text; then none."""
    items = [
        {
            "id": f"http://zotero.org/users/1/items/K{n}",
            "type": "article-newspaper",
            "title": f"Story {n}",
            "container-title": "The Lindow Herald",
            "URL": f"https://herald.example/{n}",
            "issued": {"date-parts": [["2023", 4, n % 28 + 1]]},
            "author": [{"family": "Holm", "given": "Tove", "non-dropping-particle": "van"}],
        }
        for n in range(200)
    ]
    library = put(tmp_path, "zotero.json", json.dumps(items))
    ran = imported(site, library)
    assert ran.exit_code == 0, ran.output
    assert "zotero.json: 200 sources written in content/sources/" in ran.stdout
    assert "Not stated, and left out: language (200)" in ran.stdout
    found = sources(site)
    assert len(found) == 200
    one = found["herald-story-7-2023"]
    assert (one.title, one.publisher, one.author) == ("Story 7", "herald", ("Tove van Holm",))
    assert one.published is not None
    assert one.published.text == "2023-04-08"
    assert (one.text, one.held, one.url) == (None, True, "https://herald.example/7")
    before = files_of(site)
    again = imported(site, library)
    assert again.exit_code == 0
    assert "0 sources written in content/sources/, 200 there already" in again.stdout
    assert files_of(site) == before
    assert run("check", "--site", site).code == 0


def test_a_text_joins_the_record_that_had_none(site: Path, tmp_path: Path, run: Any) -> None:
    """Known from a bibliography by its address, then imported as a page: one source, its lines untouched."""
    item = {
        "id": "wet",
        "type": "webpage",
        "title": "Wet",
        "URL": "http://www.herald.example/wet-monday?x=1",
    }
    imported(site, put(tmp_path, "l.json", json.dumps([item])))
    record = site / "content/sources/wet.yml"
    record.write_text("# mine\n" + record.read_text() + "private: {a: b}\n")
    ran = imported(site, put(tmp_path, "x.html", page(HEAD)))
    assert ran.exit_code == 0, ran.output
    assert "seeds/wet.txt written, for the source 'wet'" in ran.stdout
    source = only(site)
    assert (source.title, source.text, source.private) == ("Wet", "wet.txt", {"a": "b"})
    assert len(source.excerpts) == 4
    assert record.read_text().startswith("# mine\n")
    assert "# text: not here" not in record.read_text()
    assert run("check", "--site", site).code == 0
    other = imported(site, put(tmp_path, "y.html", page(HEAD, paragraphs=(*PARAGRAPHS, "More."))))
    assert "its address is that of the source 'wet', whose text is another" in other.stderr


def test_a_record_that_the_author_has_begun_is_not_guessed_at(site: Path, tmp_path: Path) -> None:
    """With `held: false`, or with excerpts, the author decides."""
    path = site / "content/sources/wet.yml"
    path.parent.mkdir()
    url = "url: https://herald.example/wet-monday?x=1\n"
    for more in ("held: false\n", "excerpts: [{quote: Ann Lee met}]\n"):
        path.write_text(f"title: W\n{url}{more}")
        before = files_of(site)
        ran = imported(site, put(tmp_path, "x.html", page(HEAD)))
        assert ran.exit_code == 1
        assert "content/sources/wet.yml" in ran.stderr
        assert files_of(site) == before


def test_excerpts_that_stand_twice_get_the_words_beside_them(
    site: Path, tmp_path: Path, run: Any
) -> None:
    """A sentence that repeats is told by what stands before it, and `check` finds it without a warning."""
    said = "Ann Lee met Bob Stone at the Harbour Club again."
    filler = " ".join(["The rain went on and on over the quays."] * 9)
    text = f"It was on Monday. {said} {filler}\n\nThen came Tuesday. {said} {filler}\n"
    imported(site, put(tmp_path, "a.txt", text))
    source = only(site)
    (excerpt,) = source.excerpts
    assert excerpt.quote == said
    assert excerpt.prefix == "Monday."
    checked = run("check", "--site", site, "--strict")
    assert checked.code == 0, checked.stderr


@pytest.mark.parametrize(
    "quotation", ["{max_words: 12}", "{max_share: 0.08}", "{max_share: 0.001}"]
)
def test_the_budget_holds_whatever_it_is(
    make_site: Any, tmp_path: Path, run: Any, quotation: str
) -> None:
    """Excerpts are proposed inside the dossier's own limits, or none are; with its address too."""
    config = {"site_config.yml": f"title: T\nquotation: {quotation}\n"}
    site = make_site({**ACTORS, **config})
    imported(site, put(tmp_path, "a.html", page(HEAD)))
    assert only(site).words
    checked = run("check", "--site", site, "--strict")
    assert checked.code == 0, checked.stderr


def test_without_actors_names_choose_the_excerpts(make_site: Any, tmp_path: Path) -> None:
    """In a new dossier nobody has a profile yet; the first import is to be of use all the same."""
    site = make_site({})
    ran = imported(site, put(tmp_path, "a.txt", TEXT))
    assert only(site).excerpts
    assert only(site).named == ()
    assert "No profile: " in ran.stdout


def test_outside_a_dossier_there_is_nothing_to_import_into(tmp_path: Path, run: Any) -> None:
    """One line, exit code 1; without a file to import, wrong usage."""
    ran = run("import", "--site", tmp_path, put(tmp_path, "a.txt", TEXT))
    assert ran.code == 1
    assert "no site_config.yml" in ran.stderr
    assert run("import", "--site", tmp_path).code == 2


@pytest.mark.parametrize("lang", ["sp", "xx-YY", "undefined", "English"])
def test_no_language_is_taken_that_a_record_could_not_hold(
    make_site, tmp_path: Path, lang: str
) -> None:
    """A page may name its language wrongly: it is left out, as one that is not named."""
    site = make_site({})
    ran = imported(site, put(tmp_path, "x.html", page(HEAD, f'<html lang="{lang}">')))
    assert ran.exit_code == 0
    assert "language" in ran.stdout.partition("left out:")[2]
    _, found = load(site)
    assert [d.message for d in found if d.severity.value == "error"] == []
