"""The theme in other languages: catalogs that are whole, pages without an English word, scripts."""

from __future__ import annotations

import json
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
from dossier.render.words import direction, isolated, number_words, wording

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
    said, changed = re.subn(
        r"(?m)^language: en$", f"language: {language}", config.read_text("utf-8")
    )
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
    assert (
        found.translations.ngettext("%(num)s source", "%(num)s sources", 2) == "%(num)s documentos"
    )
    dates = date_words("fr", found.translations.pgettext)
    assert in_words(parse_edtf("2024-01"), dates) == "janvier 2024"
    assert after_preposition(parse_edtf("20XX"), dates) == "le XXIe siècle"


def test_a_catalog_says_about_once() -> None:
    """Most languages say it alike everywhere: what stands after "since" is asked for where it differs."""

    def french(context: str, words: str) -> str:
        return "vers {date}" if context == "date:about" else words

    for language in ("fr", "es"):
        dates = date_words(language, french)
        assert in_words(parse_edtf("2013~"), dates) == "vers 2013"
        assert after_preposition(parse_edtf("2013~"), dates) == "vers 2013"


# ---------------------------------------------------------------------- no word is left in English


def plain(template: str) -> str:
    """A template without its comments and statements: what it writes as it stands."""
    # A class and a type, no words.
    template = re.sub(r"\{% block (?:kind|og_type) %\}.*?\{% endblock %\}", "", template)
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template, flags=re.DOTALL)


@pytest.mark.parametrize("path", sorted(default_templates().glob("*.html")), ids=lambda p: p.name)
def test_templates_write_no_word_of_their_own(path: Path) -> None:
    """Text between tags and in speaking attributes goes through `_()`, and so do quotation marks."""
    template = re.sub(r"<meta[^>]*>", "", plain(path.read_text("utf-8")))
    spoken = re.findall(r'\b(?:alt|aria-label|title|placeholder|data-\w+)="([^"]*)"', template)
    between = re.sub(r"<[^<>]*>", " ", template.replace("<!doctype html>", ""))
    between = re.sub(r"\b(dossier\.json|mentions\.jsonl)\b", "", between)
    assert re.findall(r"[A-Za-z]{2,}|[“”«»]", between) == []
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
    known |= {"UTC"}
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


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_a_long_date_keeps_to_its_column(make_site, run, browser, width: int) -> None:
    """A day in September or a time of day ran into the title of its event."""
    dates = ("2022-09-30", "2023-03-14T10:30:00Z")
    events = [{"title": f"Audiencia {date}", "date": date} for date in dates]
    actor = json.dumps({"name": "Ada Moreno", "kind": "person", "events": events})
    site = make_site({"site_config.yml": config("es"), "content/actors/ada.yml": actor})
    assert run("build", "--site", site).code == 0
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        for name in ("index.html", "actors/ada/index.html", "timeline/index.html"):
            page.goto((site / "build" / name).as_uri())
            assert page.locator(".when time").count() == len(dates)
            beyond = page.evaluate(
                "[...document.querySelectorAll('.when')].filter(e => e.scrollWidth > e.clientWidth)"
                ".map(e => e.textContent)"
            )
            assert beyond == [], name
    finally:
        page.close()


# ------------------------------------------------------------------- catalogs of a dossier's own

ADA = "name: Ada Moreno\nkind: person\n"


def words_of(site: Path, page: str) -> str:
    """The text of one built page."""
    return "\n".join(piece for at, piece in pieces(site / "build") if at == page)


def config(language: str, more: str = "") -> str:
    """Settings of a small site."""
    return f"title: Notas\nlanguage: {language}\n{more}"


@pytest.mark.parametrize(
    ("language", "files", "said"),
    [
        ("es", {}, "Cronología"),
        ("es-MX", {}, "Cronología"),
        ("es", {"es": ["Línea de tiempo"]}, "Línea de tiempo"),
        ("es-MX", {"es": ["Línea de tiempo"]}, "Línea de tiempo"),
        ("es-MX", {"es-MX": ["Tiempos"], "es": ["Línea de tiempo"]}, "Tiempos"),
        ("es", {"es-MX": ["Tiempos"]}, "Cronología"),
        ("en", {}, "Timeline"),
        ("en", {"en": ["What happened"]}, "What happened"),
        ("fr", {"fr": ["Chronologie"]}, "Chronologie"),
    ],
)
def test_a_dossier_changes_one_word_and_keeps_the_rest(
    make_site, run, language: str, files: dict, said: str
) -> None:
    """A catalog of the dossier's own stands before the theme's, the nearest language first."""
    catalogs = {
        f"templates/locale/{name}.po": entry(("Timeline",), *words) for name, words in files.items()
    }
    site = make_site({"site_config.yml": config(language), **catalogs})
    ran = run("build", "--site", site, "--strict")
    assert ran.code == 0, ran.stderr
    shown = words_of(site, "timeline/index.html")
    assert said in shown
    rest = "Fuentes" if language.startswith("es") else "Sources"
    assert rest in shown


def test_a_catalog_that_asks_for_more_than_is_given_stops_the_build(make_site, run) -> None:
    """The finding names the file and the line; `check` and `build` say the same."""
    catalog = entry(("according to %(sources)s",), "según %(nadie)s")
    site = make_site({"site_config.yml": config("es"), "templates/locale/es.po": catalog})
    for command in ("check", "build"):
        ran = run(command, "--site", site)
        assert ran.code == 1
        assert "templates/locale/es.po:1:1: error[bad-catalog]" in ran.stderr


@pytest.mark.parametrize(
    ("catalog", "said"),
    [
        (b'msgid "Timeline"\nmsgstr "L\xednea"\n', "it is not UTF-8"),
        (b'msgid "Timeline"\nmsgstr "a"b"\n', "unescaped double quote"),
        (b"what is this\n", "no line of a catalog"),
        (b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n !!= 1;\\n"\n', "Plural-Forms"),
        (b'msgctxt "date:day"\nmsgid "{day} {month} {year}"\nmsgstr "{day} {jour}"\n', "jour"),
        (b'msgctxt "date:span"\nmsgid "{start} to {end}"\nmsgstr "{start} { {end}"\n', "filled in"),
    ],
)
def test_no_catalog_is_a_traceback(make_site, run, catalog: bytes, said: str) -> None:
    """Whatever stands in the file, the finding says what is wrong with it."""
    site = make_site({"site_config.yml": config("es"), "templates/locale/es.po": catalog})
    ran = run("check", "--site", site)
    assert ran.code == 1
    assert "Traceback" not in ran.stderr
    assert re.search(rf"^templates/locale/es\.po.* error\[bad-catalog\]: .*{said}", ran.stderr)


def test_a_language_without_words_is_told_and_built_in_english(make_site, run) -> None:
    """A warning; the pages say the language of the author's words, the theme's are English."""
    files = {"content/actors/ada.yml": ADA + "events: [{title: Née, date: 2024-07}]\n"}
    site = make_site({"site_config.yml": config("fr"), **files})
    ran = run("build", "--site", site)
    assert ran.code == 0
    assert "warning[unknown-language]: the theme has no words in 'fr'" in ran.stderr
    assert '<html lang="fr"' in (site / "build" / "index.html").read_text("utf-8")
    assert "July 2024" in words_of(site, "timeline/index.html")


# ---------------------------------------------------------------- the author's words, and numbers


def test_an_author_s_labels_are_never_translated(make_site, run) -> None:
    """Not even where they are the very words of the theme: kinds, relations, the menu."""
    more = (
        "kinds: {club: {label: Person, plural: People}}\n"
        "relation_types: {leads: {label: Leads}, with: {label: Member of, symmetric: true}}\n"
        "navigation: [{to: timeline, label: Timeline}, sources]\n"
    )
    relations = (
        "relations: [{to: ada, type: leads}, {to: bo, type: with}, {to: bo, type: part-of}]\n"
    )
    files = {
        "content/actors/ada.yml": ADA,
        "content/actors/bo.yml": "name: Bo Lind\nkind: person\n",
        "content/actors/fc.yml": "name: FC\nkind: club\n" + relations,
    }
    site = make_site({"site_config.yml": config("es", more), **files})
    assert run("build", "--site", site).code == 0
    club, ada = (words_of(site, f"actors/{key}/index.html") for key in ("fc", "ada"))
    assert "Person · objeto de este dosier" in club
    assert re.search(r"(?m)^Leads$", club)
    assert re.search(r"(?m)^Member of$", club)
    assert re.search(r"(?m)^Parte de$", club)
    assert "Leads (a la inversa)" in ada
    assert "Persona · objeto de este dosier" in ada
    assert re.search(r"(?m)^Timeline$", ada)
    assert re.search(r"(?m)^Fuentes$", ada)


def test_lists_of_names_fold_accents(make_site, run) -> None:
    """Álvarez stands beside Alonso and not behind Zamora: index, filter, undated events."""
    names = ("Zamora", "Álvarez", "alonso", "Ñáñez", "Núñez")
    files = {
        f"content/actors/a{n}.yml": f"name: {name}\nkind: person\n"
        f"events: [{{title: {name} llega, date_text: sin año}}]\n"
        for n, name in enumerate(names)
    }
    site = make_site({"site_config.yml": config("es"), **files})
    assert run("build", "--site", site).code == 0
    wanted = ["alonso", "Álvarez", "Ñáñez", "Núñez", "Zamora"]
    listed = [w for w in words_of(site, "actors/index.html").split("\n") if w in names]
    assert listed == wanted
    shown = words_of(site, "timeline/index.html").split("\n")
    assert [w for w in shown if w in names][: len(names)] == wanted
    assert [w.removesuffix(" llega") for w in shown if w.endswith(" llega")] == wanted


@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1234, "1,234", "1234"),
        (12345, "12,345", "12\u202f345"),
        (1234567, "1,234,567", "1\u202f234\u202f567"),
    ],
)
def test_digits_in_groups(number: int, english: str, spanish: str) -> None:
    """Commas in English; in Spanish a thin space from five digits on, as the RAE has it."""
    assert (number_words("en", number), number_words("en-GB", number)) == (english, english)
    assert (number_words("es-MX", number), number_words("fr", number)) == (spanish, spanish)
    said = Theme(Path("nowhere"), "es").environment.from_string(
        '{{ ngettext("%(num)s source", "%(num)s sources", count) }}; {{ count|number }}'
    )
    fuentes = "fuente" if number == 1 else "fuentes"
    assert said.render(count=number) == f"{spanish} {fuentes}; {spanish}"


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("2013", "2013", "2013"),
        ("2013~", "about 2013", "alrededor de 2013"),
        ("2013-05-03~", "about 3 May 2013", "alrededor del 3 de mayo de 2013"),
        ("2013-22~", "about summer 2013", "alrededor del verano de 2013"),
        ("2024-07", "July 2024", "julio de 2024"),
        ("2024-07-25", "25 July 2024", "el 25 de julio de 2024"),
        ("2025-21", "spring 2025", "la primavera de 2025"),
        ("201X", "the 2010s", "la década de 2010"),
        ("20XX", "the 21st century", "el siglo XXI"),
        ("2024-06-01/2024-06-09", "1 June 2024 to 9 June 2024",
         "del 1 de junio de 2024 al 9 de junio de 2024"),
    ],
)  # fmt: skip
def test_dates_after_since_and_until(text: str, english: str, spanish: str) -> None:
    """In a sentence a date takes the article that it does without where it stands alone.

    And "about" takes the form that may stand there: it held "desde hacia 2013".
    """
    date = parse_edtf(text)
    said = (after_preposition(date, ENGLISH), after_preposition(date, SPANISH))
    assert said == (english, spanish)


def test_a_fact_s_dates_have_their_articles(make_site, run) -> None:
    """It held "desde el 25 de julio de 2024 hasta la primavera de 2025"."""
    fact = "facts: [{label: Cargo, value: Tesorera, since: 2024-07-25, until: 2025-21}]\n"
    site = make_site({"site_config.yml": config("es"), "content/actors/ada.yml": ADA + fact})
    assert run("build", "--site", site).code == 0
    said = words_of(site, "actors/ada/index.html").replace("\n", " ")
    assert "desde el 25 de julio de 2024 hasta la primavera de 2025" in said


@pytest.mark.parametrize(
    ("dates", "english", "spanish"),
    [
        ("since: 2019/..", "since 2019", "desde 2019"),
        ("since: 2019/", "from 2019 (end not known)", "desde 2019 (fin desconocido)"),
        ("until: ../2024", "until 2024", "hasta 2024"),
        ("since: 201X, until: ../2024", "since the 2010s, until 2024",
         "desde la década de 2010, hasta 2024"),
        ("since: 2019/.., until: 2024", "since 2019, until 2024", "desde 2019, hasta 2024"),
        ("since: 2019, until: 2024", "from 2019 to 2024", "desde 2019 hasta 2024"),
    ],
)  # fmt: skip
def test_a_date_that_brings_its_preposition(
    make_site, run, dates: str, english: str, spanish: str
) -> None:
    """It held "since since 2019", and `since: 2019/..` stands in the handbook."""
    fact = f"facts: [{{label: Cargo, value: Tesorera, {dates}}}]\n"
    for language, wanted in (("en", english), ("es", spanish)):
        files = {"site_config.yml": config(language), "content/actors/ada.yml": ADA + fact}
        site = make_site(files)
        assert run("build", "--site", site).code == 0
        page = (site / "build/actors/ada/index.html").read_text("utf-8")
        row = re.search(r'<p class="value">(.*?)<a class="permalink"', page, re.DOTALL)
        assert row
        words = re.sub(r"<[^>]*>|&#8288;|\u2060", "", row[1])
        assert " ".join(words.split()) == f"Tesorera {wanted}"


def test_templates_look_up_every_plural_by_its_number() -> None:
    """A counted message has both forms, and the one of many says the number."""
    counted = [message for message in template_messages() if len(message) == 2]
    assert len(counted) > 30
    bare = {"passage", "claim", "source", "Correction"}
    assert [m for m in counted if "%(num)s" not in m[1] and m[0] not in bare] == []


def test_isolation_only_where_it_is_needed() -> None:
    """What runs from left to right is left as it is."""
    assert isolated("Ada Ñáñez") == "Ada Ñáñez"
    assert isolated("يوسف الراشد") == "\u2068يوسف الراشد\u2069"


@pytest.mark.parametrize(
    ("language", "expected"),
    [(tag, "rtl") for tag in ("ar", "ar-EG", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "prs",
                              "az-Arab", "az-Arab-IR", "ku-arab", "pa-Arab-PK", "ff-Adlm", "man-Nkoo", "arc-Syrc",
                              "dv-Thaa", "lad-Hebr", "ur-Aran", "nqo", "syr", "zh-hak-Arab")]
    + [(tag, "ltr") for tag in ("en", "es-MX", "ku", "az", "az-Latn", "ar-Latn", "fa-Latn-TJ", "ff", "arn",
                                "hu", "sr-Cyrl", "ks-Deva", "sd-Deva", "de-1996")],
)  # fmt: skip
def test_a_language_runs_as_its_script_does(language: str, expected: str) -> None:
    """The script that the tag names, else the one in which the language is usually written."""
    assert direction(language) == expected
