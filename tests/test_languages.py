"""The theme in other languages: catalogs that are whole, pages without an English word, scripts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polib
import pytest
from languages import (
    NAMED,
    author_words,
    entry,
    messages,
    pieces,
    template_messages,
    wide_catalog,
)

from dossier.model.date_tables import ENGLISH, SPANISH, date_words
from dossier.model.date_words import after_preposition, in_words
from dossier.model.dates import parse_edtf
from dossier.model.source import CslType
from dossier.render.theme import Theme, default_templates
from dossier.render.words import isolated, number_words, wording

REPOSITORY = Path(__file__).parents[1]
AS_OF = "2026-01-15"
CATALOGS = sorted((default_templates() / "locale").glob("*.po"))


def same_site_in(language: str, original: Path, target: Path) -> Path:
    """A copy of a dossier whose site has another language."""
    target.mkdir(parents=True)
    for name in ("content", "static", "seeds", "site_config.yml"):
        if (original / name).is_dir():
            shutil.copytree(original / name, target / name)
        elif (original / name).is_file():
            shutil.copy(original / name, target / name)
    config = target / "site_config.yml"
    said, changed = re.subn(r"(?m)^language: en$", f"language: {language}", config.read_text("utf-8"))
    assert changed == 1
    config.write_text(said, "utf-8")
    return target


@pytest.fixture(scope="module", params=["example", "tangled"])
def spanish(request, run, sites, tmp_path_factory) -> Path:
    """A dossier with English content as a Spanish site, built."""
    original = REPOSITORY if request.param == "example" else sites / "tangled"
    site = same_site_in("es", original, tmp_path_factory.mktemp("es") / "site")
    if request.param == "example":
        # The texts of its sources are not there, and a build does not need them.
        shutil.rmtree(site / "seeds", ignore_errors=True)
    ran = run("build", "--site", site, "--as-of", AS_OF)
    assert ran.code == 0, ran.stderr
    return site


# ------------------------------------------------------------------------------------- catalogs


def test_there_is_a_catalog() -> None:
    """The theme speaks Spanish; what follows is asked of every catalog that it brings."""
    assert "es" in [path.stem for path in CATALOGS]


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_a_catalog_says_everything_and_nothing_else(path: Path) -> None:
    """Each message of the theme has an entry; each entry has a message. What is missing is shown."""
    catalog = polib.pofile(str(path), encoding="utf-8", check_for_duplicates=True)
    said = {tuple(filter(None, (e.msgid, e.msgid_plural))) for e in catalog if not e.msgctxt}
    missing = [entry(message) for message in messages() if message not in said]
    assert not missing, f"translate in templates/locale/{path.name}:\n\n" + "\n".join(missing)
    assert sorted(said - messages().keys()) == []


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_a_catalog_is_finished(path: Path) -> None:
    """Nothing is empty, fuzzy or obsolete; all plural forms are there; the names in it agree."""
    catalog = polib.pofile(str(path), encoding="utf-8")
    forms = int(re.search(r"nplurals=(\d+)", catalog.metadata["Plural-Forms"])[1])
    for each in catalog:
        assert each.translated(), each.msgid
        assert not each.fuzzy, each.msgid
        assert not each.obsolete, each.msgid
        if not each.msgid_plural:
            assert sorted(NAMED.findall(each.msgstr)) == sorted(NAMED.findall(each.msgid))
            continue
        assert len(each.msgstr_plural) == forms, each.msgid
        wanted = set(NAMED.findall(each.msgid_plural))
        *_, many = each.msgstr_plural.values()
        assert set(NAMED.findall(many)) == wanted, each.msgid


def test_the_handbook_shows_catalogs_that_work(tmp_path) -> None:
    """The examples of the page on the theme are read without a finding, and say what they say."""
    handbook = (REPOSITORY / "docs" / "theme.md").read_text("utf-8")
    shown = re.findall(r"```po\n(.*?)```", handbook, re.DOTALL)
    assert len(shown) == 2
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "fr.po").write_text("\n".join(shown), "utf-8")
    found = wording((tmp_path,), "fr")
    assert found.findings == ()
    assert found.translations.ngettext("%(num)s source", "%(num)s sources", 2) == "%(num)s documentos"
    dates = date_words("fr", found.translations.pgettext)
    assert in_words(parse_edtf("2024-01"), dates) == "janvier 2024"
    assert after_preposition(parse_edtf("20XX"), dates) == "le XXIe siècle"


# ---------------------------------------------------------------------- no word is left in English


def plain(template: str) -> str:
    """A template without its comments and statements: what it writes as it stands."""
    template = re.sub(r"\{% block kind %\}.*?\{% endblock %\}", "", template)  # a class, no words
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template, flags=re.DOTALL)


@pytest.mark.parametrize("path", sorted(default_templates().glob("*.html")), ids=lambda p: p.name)
def test_templates_write_no_word_of_their_own(path: Path) -> None:
    """Text between tags and in speaking attributes goes through `_()`; names of files do not."""
    template = re.sub(r"<meta[^>]*>", "", plain(path.read_text("utf-8")))
    spoken = re.findall(r'\b(?:alt|aria-label|title|placeholder|data-\w+)="([^"]*)"', template)
    between = re.sub(r"<[^<>]*>", " ", template.replace("<!doctype html>", ""))
    between = re.sub(r"\b(dossier\.json|mentions\.jsonl)\b", "", between)
    assert re.findall(r"[A-Za-z]{2,}", between) == []
    assert [words for words in spoken if re.search(r"[A-Za-z]{2,}", words)] == []


def test_the_script_speaks_no_language() -> None:
    """Words that it shows come out of the page."""
    script = (default_templates() / "assets" / "script.js").read_text("utf-8")
    shown = re.findall(r"(?:textContent|innerText|ariaLabel|title)\s*=\s*[\"'`]", script)
    assert shown == []
    assert not re.search(r"setAttribute\(\"(?:aria-label|title|alt)\"", script)


def english_pieces() -> re.Pattern[str]:
    """Every text that an English message of the theme leaves on a page, where Spanish differs."""
    catalog = wording((default_templates(),), "es").translations
    found = set()
    for message in messages():
        said = catalog.ngettext(*message, 2) if message[1:] else catalog.gettext(message[0])
        if said == message[-1]:
            continue
        for words in message:
            counted = NAMED.sub("\0", words.replace("%(num)s", "\1"))
            found |= {re.escape(part.strip(EDGES)) for part in counted.split("\0")}
    return re.compile("|".join(part.replace("\1", r"\d+") for part in found if part))


EDGES = " .,:;·()[]“”"


def test_a_spanish_site_shows_no_english_word_of_the_theme(spanish: Path) -> None:
    """No piece of text of any page is a message that the catalog says otherwise, or a part of one."""
    # Prose between two links may say "according to" as well; the next test tells the two apart.
    english, own = english_pieces(), " ".join(" ".join(author_words(spanish)).split())
    left = {
        (page, piece)
        for page, piece in pieces(spanish / "build")
        if english.fullmatch(piece.strip(EDGES)) and piece.strip(EDGES) not in own
    }
    assert left == set()


def test_what_is_no_author_s_word_is_a_word_of_the_catalog(run, sites, tmp_path) -> None:
    """In an invented language with wide letters every plain one is the author's, on every page."""
    site = same_site_in("qps", sites / "tangled", tmp_path / "site")
    (site / "templates" / "locale").mkdir(parents=True)
    (site / "templates" / "locale" / "qps.po").write_text(wide_catalog(), "utf-8")
    ran = run("build", "--site", site, "--as-of", AS_OF)
    assert ran.code == 0, ran.stderr
    assert "catalog" not in ran.stderr
    known = set(re.findall(r"[^\W\d_]+", "\n".join(author_words(site))))
    known |= {"dossier", "json", "mentions", "jsonl", "UTC"}
    strange = {
        (page, piece, word)
        for page, piece in pieces(site / "build")
        for word in re.findall(r"[^\W\d_]+", piece)
        if word.isascii() and len(word) > 1 and word not in known
    }
    assert strange == set()
    said = "".join(piece for _, piece in pieces(site / "build"))
    assert "Ｔｉｍｅｌｉｎｅ" in said
    assert "Ａｕｇｕｓｔ 2023" in said


def test_every_type_of_a_source_has_a_word() -> None:
    """The template looks each up and has no other way to say it."""
    words = Theme(Path("nowhere")).environment.get_template("words.html").module
    assert set(words.TYPE) == set(CslType.__args__)


def test_pages_of_a_spanish_site_are_well_formed_and_say_their_language(spanish: Path) -> None:
    """Every element is closed, and `lang` stands on each page."""
    for path in (spanish / "build").rglob("*.html"):
        text = path.read_text("utf-8")
        assert '<html lang="es"' in text
    assert [page for page, _ in pieces(spanish / "build")]


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_spanish_words_fit_the_page(spanish: Path, browser, width: int) -> None:
    """Longer words than the English ones make no page wider than the window."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        for path in sorted((spanish / "build").glob("*/index.html")):
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    finally:
        page.close()
