"""What claims and grades must have, seen from the command line and on the built page."""

from __future__ import annotations

import datetime
import html
import json
import re

import pytest
from conftest import linked_of

from dossier.load import load
from dossier.model.dates import parse_edtf
from dossier.redact import redact

AS_OF = "2026-01-15"
ADA = "content/actors/ada.yml"
BASE = {
    "content/actors/high-court.yml": "name: High Court\nkind: court\n",
    "content/actors/court-tv.yml": "name: Court TV\nkind: outlet\n",
    "content/actors/landgericht.yml": "name: Landgericht Berlin\nkind: agency\n",
    "content/actors/magistrate.yml": "name: Judge Ida Holm\nkind: person\nrole: official\n",
    "content/actors/judge-fan.yml": "name: Mike Judge\nkind: person\n",
    "content/actors/watch.yml": "name: Court Watch\nkind: organization\n",
    "content/sources/opinion.yml": "title: '[An opinion]'\nauthor: landgericht\n",
    "content/actors/police.yml": "name: Police\nkind: agency\n",
    "content/sources/gazette.yml": "title: Gazette\n",
    "content/sources/herald.yml": "title: Herald\n",
    "content/sources/judgment.yml": "title: '[A judgment]'\ntype: legal_case\nheld: false\n",
    "content/sources/ruling.yml": "title: '[A ruling]'\npublisher: high-court\nheld: false\n",
    "content/sources/draft-judgment.yml": "title: X\ntype: legal_case\ndraft: true\n",
    "content/sources/relay.yml":
        "title: Relay\nderived_from: [{origin: judgment, basis: stated}]\n",
    "site_config.yml": "title: T\nkinds: {court: {label: Court}}\n",
}  # fmt: skip


def ada(*sources: str, status: str = "convicted", more: str = "") -> dict[str, str]:
    """A profile with one fact."""
    fact = (
        f"{{label: Trial, value: Ended, status: {status}, sources: [{', '.join(sources)}]{more}}}"
    )
    return {**BASE, ADA: f"name: Ada Moreno\nkind: person\nfacts:\n  - {fact}\n"}


def codes(ran) -> list[str]:
    """The codes of all findings."""
    return re.findall(r"(?:error|warning)\[([\w-]+)\]", ran.stderr)


COURTS = [
    "a federal jury", "el juez", "Landgericht Berlin", "das Berliner Landgericht", "Tribunal", "Gericht",
    "Audiencia Nacional", "la Audiencia Nacional", "the Supreme Court of Norway", "Judge Ida Holm",
    "District Court, Southern District", "Cour d'appel de Paris", "Tribunale di Roma", "tingsrätten",
    "Bundesgerichtshof", "Rechtbank Amsterdam", "Sąd Okręgowy w Warszawie", "Верховный суд",
    "北京市高级人民法院", "東京地方裁判所", "the court's spokeswoman", "high-court",
    "Juzgado de lo Penal número 3", "Corte Suprema de Justicia", "the judges", "Suprema Corte de Justicia", "Chief Justice Holm's court", "a federal judge", "jueza Ruiz",
    "according to court records", "court documents seen by AP", "a ruling of the Supreme Court",
    "a spokesman for the court", "documentos del juzgado", "Beschluss des Landgerichts Berlin",
]  # fmt: skip
NO_COURTS = [
    "police", "court-tv", "prosecutors", "a courteous man", "Court TV", "a court reporter",
    "outside the court", "reporters at the court", "a lawyer before the court", "vor Gericht",
    "fuera del tribunal", "ein Gerichtsreporter", "the judge's wife", "a former judge", "El Corte Inglés",
    "the tennis court", "Court Street residents", "Friends of the Court", "Mike Judges Fan Club",
    "watch", "sad clown", "the justice ministry", "Justice Department", "Department of Justice", "criminal justice",
    "records of the company", "a ruling of the football federation", "the decision of a lawyer at the court",
    "Sud Ouest", "Gerhard Richter", "Mike Judge", "Hernán Cortes", "Giovanni Lo Giudice", "judge-fan",
]  # fmt: skip
PROVES = [
    "judgment", "ruling", "relay", "{source: gazette, via: judgment}", "{source: gazette, via: ruling}",
    "{source: gazette, by: high-court}", "{source: gazette, via: the court records}",
    "{source: gazette, via: das Urteil}", "{source: gazette, via: 'the verdict of May 2020'}", "opinion",
    "{source: gazette, by: landgericht}", "{source: gazette, by: magistrate}",
    "{source: gazette, via: 'Sentencia 12/2020'}",
    *(f'{{source: gazette, by: "{words}"}}' for words in COURTS),
]  # fmt: skip
PROVES_NOT = [
    "gazette", "{source: gazette, via: herald}", "{source: gazette, via: relay}",
    "{source: judgment, stance: denies}", "{source: gazette, via: draft-judgment}",
    "{source: gazette, by: the judgment}", "{source: gazette, via: the indictment}",
    "{source: gazette, via: records}", "{source: gazette, via: court-tv}",
    *(f'{{source: gazette, by: "{words}"}}' for words in NO_COURTS),
]  # fmt: skip


def test_a_conviction_needs_a_court(make_site, run):
    """One profile a way of citing: only those that lead to a court are accepted."""
    files = dict(BASE)
    for number, source in enumerate([*PROVES, *PROVES_NOT]):
        files[f"content/actors/p{number}.yml"] = ada(source)[ADA]
    for command in ("check", "build"):
        ran = run(command, "--site", make_site(files), "--as-of", AS_OF)
        wrong = {int(n) for n in re.findall(r"/p(\d+)\.yml\S* error\[unproven-", ran.stderr)}
        assert wrong == set(range(len(PROVES), len(PROVES) + len(PROVES_NOT)))
        assert ran.code == 1


@pytest.mark.parametrize("status", ["charged", "acquitted", "reported", "alleged"])
def test_other_statuses_need_none(make_site, run, status):
    """Only a conviction is held to a court."""
    assert codes(run("check", "--site", make_site(ada("gazette", status=status)))) == []


WITHHELD = {"content/sources/letter.yml": "title: The canary letter\nembargo: 2026-06-01\n"}


def test_a_hidden_event_is_not_found_wrong_by_the_id_of_another(make_site, run):
    """An actor's own event may have the id that a hidden one's file has; its author is not done yet."""
    site = make_site(
        {
            "content/actors/alpha.yml": (
                "name: Alpha One\nkind: person\n"
                "events: [{id: fire, title: A fire, date: 2020-01-01}]\n"
            ),
            "content/events/alpha-fire.yml": (
                "title: Another\ndate: 2020-01-01\ndraft: true\nactors: [alpha]\nstatus: convicted\n"
            ),
        }
    )
    done = run("build", "--site", site)
    assert done.code == 0
    assert "unsourced-claim" in done.stderr
    assert "alpha-fire" not in done.stderr


def test_support_that_is_withheld_is_an_error_until_its_day(make_site, run):
    """Neither a public denial nor `--strict` changes that; the day, and drafts shown, do."""
    site = make_site(
        {**ada("letter", "{source: gazette, stance: denies}", status="reported"), **WITHHELD}
    )
    ran = run("check", "--site", site, "--as-of", AS_OF)
    assert (ran.code, codes(ran)) == (1, ["withheld-support"])
    assert "canary" not in ran.stderr
    assert run("build", "--site", site, "--as-of", AS_OF).code == 1
    assert not (site / "build").exists()
    assert run("check", "--site", site, "--as-of", "2026-06-01").code == 0
    assert run("build", "--site", site, "--as-of", AS_OF, "--drafts").code == 0


def test_a_public_voice_beside_the_withheld_one_is_enough(make_site, run):
    """What is withheld is left out of the count too."""
    site = make_site({**ada("letter", "gazette", status="reported"), **WITHHELD})
    assert run("build", "--site", site, "--as-of", AS_OF).code == 0
    data = json.loads((site / "build/data/dossier.json").read_text())
    (fact,) = next(a for a in data["actors"] if a["id"] == "ada")["facts"]
    assert fact["independence"]["articles"] == 1


def test_redaction_does_not_rely_on_the_error(make_site):
    """A claim that only withheld sources bear is not in the public dossier either."""
    site = make_site({**ada("letter", status="reported"), **WITHHELD})
    public, _ = redact(load(site)[0], datetime.date(2026, 1, 15))
    assert public.actors["ada"].facts == ()


def test_a_withheld_event_may_rest_on_withheld_sources(make_site, run):
    """What is not published itself is nobody's business yet."""
    event = "title: E\nembargo: 2026-06-01\nsources: [letter]\n"
    site = make_site({**BASE, **WITHHELD, "content/events/e.yml": event})
    assert codes(run("check", "--site", site, "--as-of", AS_OF)) == []


def test_a_claim_without_a_source_is_a_warning_and_strictly_an_error(make_site, run):
    """The sources of dated accounts are sources of the event."""
    site = make_site(
        {
            **ada(status="reported"),
            "content/events/dated.yml": "title: D\ndates: [{date: 2024, sources: [gazette]}]\n",
            "content/events/bare.yml": "title: B\ndate: 2024\n",
        }
    )
    ran = run("check", "--site", site)
    assert (ran.code, codes(ran)) == (0, ["unsourced-claim", "unsourced-claim"])
    assert "dated.yml" not in ran.stderr
    assert run("check", "--site", site, "--strict").code == 1
    assert run("build", "--site", site, "--strict").code == 1


def text_of(path) -> str:
    """What a reader reads on a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", path.read_text())).split())


GRADED = {
    **BASE,
    "content/actors/press.yml":
        "name: The Press\nkind: outlet\nreliability: B\ngrade_note: It corrects itself.\n",
    "content/sources/one.yml": "title: One\npublisher: press\n",
    "content/sources/two.yml":
        "title: Two\npublisher: press\nreliability: F\ngrade_note: Nobody signs it.\n",
    ADA: (
        "name: Ada Moreno\nkind: person\nfacts:\n"
        "  - {label: Born, value: At sea, sources: [one, two], credibility: 6}\n"
    ),
}  # fmt: skip


def test_grades_stand_in_words_with_their_letter(make_site, run):
    """Inherited, overridden with a reason, at the outlet, in citations, explained, exported."""
    site = make_site(GRADED)
    assert codes(run("build", "--site", site)) == []
    page = {name: text_of(site / "build" / name / "index.html") for name in
            ("actors/ada", "actors/press", "sources", "sources/one", "sources/two")}  # fmt: skip
    assert "usually reliable (B) the outlet's grade" in page["sources/one"]
    assert "reliability cannot be judged (F) this source's own grade" in page["sources/two"]
    assert "Nobody signs it." in page["sources/two"]
    assert "usually reliable (B) : It corrects itself." in page["actors/press"].replace(
        "(B):", "(B) :"
    )
    for words in (
        "usually reliable (B)",
        "cannot be judged (F)",
        "truth cannot be judged (grade 6)",
    ):
        assert words in page["actors/ada"], words
    assert "What the grades mean" in page["sources"]
    data = json.loads((site / "build/data/dossier.json").read_text())
    grades = {s["id"]: s.get("reliability") for s in data["sources"]}
    assert (grades["one"], grades["two"]) == (None, "F"), "as given, nothing filled in"


def test_where_no_grade_is_given_none_is_shown(make_site, run):
    """No column, no row, no word of grades; a person's grade is inherited by nobody."""
    site = make_site({**ada("gazette", status="reported")})
    assert run("build", "--site", site).code == 0
    for path in (site / "build").rglob("*.html"):
        assert not re.search(r"[Rr]eliab|[Gg]rade", text_of(path)), path
    files = {**ada("gazette", status="reported")}
    files["content/actors/bo.yml"] = "name: Bo\nkind: person\nreliability: A\ngrade_note: x\n"
    files["content/sources/gazette.yml"] = "title: Gazette\npublisher: bo\n"
    site = make_site(files)
    assert codes(run("build", "--site", site)) == ["misplaced-grade"]
    assert "reliable (A)" not in text_of(site / "build/sources/gazette/index.html")


def test_the_heading_names_outcomes_with_their_source_and_counts_origins(make_site, run):
    """Said is what a status says, and by whom; a word in a value makes no outcome."""
    files = ada("{source: gazette, by: high-court}", "relay")
    files[ADA] += "  - {label: Rumour, value: Acquitted, status: reported, sources: [herald]}\n"
    site = make_site(files)
    assert run("build", "--site", site).code == 0
    text = text_of(site / "build/actors/ada/index.html")
    assert "Reported by 3 articles that go back to 3 origins: 2 facts." in text
    assert "Trial : convicted , according to Gazette ; Relay" in text
    head = text.split("Fact sheet")[0]
    assert "acquitted" not in head.lower()
    police = text_of(site / "build/actors/police/index.html")
    assert "Reported by" not in police


def test_three_articles_on_one_report_are_one_origin_with_its_ground(make_site, run):
    """The count stands in the line, the ground below it, without JavaScript; and in the data."""
    files = {
        **ada("relay", "{source: gazette, via: judgment}", "herald", "{source: late, stance: denies}"),
        "content/sources/late.yml": "title: Late\n",
        "content/sources/herald.yml": (
            "title: Herald\nderived_from:\n"
            "  - {origin: judgment, basis: inferred, note: The same misprint.}\n"
        ),
    }  # fmt: skip
    site = make_site(files)
    assert run("build", "--site", site).code == 0
    page = (site / "build/actors/ada/index.html").read_text()
    text = text_of(site / "build/actors/ada/index.html")
    assert "3 articles, 1 origin; against it 1 article, 1 origin" in text
    ground = text.split("Where it comes from", 1)[1]
    for words in ("Gazette : named where it is cited", "Herald : inferred by the editor",
                  "The same misprint.", "Relay : the source says so itself"):  # fmt: skip
        assert words in ground, words
    assert page.index("<details") < page.index("Where it comes from") < page.rindex("</details>")
    data = json.loads((site / "build/data/dossier.json").read_text())
    (fact,) = next(a for a in data["actors"] if a["id"] == "ada")["facts"]
    counted = fact["independence"]
    assert (counted["articles"], counted["origins"]) == (3, 1)
    assert counted["opposing"]["articles"] == 1
    assert {"article": "herald", "origin": "judgment", "basis": "inferred", "counted": True} in (
        counted["ground"]
    )


def test_what_an_article_found_out_itself_has_it_as_via(make_site, run):
    """It is its own origin for this claim, although it draws on another; nobody stands between."""
    files = ada(
        "{source: relay, via: relay}", "{source: herald, stance: denies}",
        status="reported", more=', since: "2024-03-01", until: "2024-03-01"',
    )  # fmt: skip
    site = make_site(files)
    assert run("build", "--site", site).code == 0
    text = text_of(site / "build/actors/ada/index.html")
    assert "1 source: Relay ; against it 1 source: Herald" in text, "a denial is no support"
    assert "through Relay" not in text
    assert " 1 March 2024 " in text
    assert "from 1 March" not in text, "a day is no stretch of time"
    data = json.loads((site / "build/data/dossier.json").read_text())
    (fact,) = next(a for a in data["actors"] if a["id"] == "ada")["facts"]
    (ground,) = fact["independence"]["ground"]
    assert (ground["origin"], ground["basis"]) == ("relay", "itself")


def test_whose_own_words_a_source_has_is_named_once(make_site, run):
    """Not "Landgericht Berlin, in Landgericht Berlin, 2024"; on the speaker's page the words still stand."""
    cited = "{source: opinion, excerpt: doubt, by: landgericht, stance: denies}"
    files = ada("relay", cited, "{source: gazette, by: landgericht}", status="disputed")
    files["content/sources/opinion.yml"] = (
        "title: '[An opinion]'\nauthor: landgericht\npublished: '2024'\nwords: 90\n"
        "excerpts: [{id: doubt, quote: We doubt it}]\n"
    )
    site = make_site(files)
    assert run("build", "--site", site).code == 0
    for page in ("actors/ada", "disputed", "."):
        text = text_of(site / "build" / page / "index.html")
        assert "Landgericht Berlin, 2024" in text
        assert not re.search(r"Landgericht Berlin ?(, in|\(in) Landgericht", text), page
        assert re.search(r"Landgericht Berlin ?(, in|\(in) Gazette", text), page
    assert "We doubt it" in text_of(site / "build/actors/landgericht/index.html")


def test_a_document_is_known_through_all_who_relay_it(make_site, run):
    """Those that draw on it as a whole, and those that take a claim from it."""
    site = make_site(ada("relay", "{source: gazette, via: judgment}", status="reported"))
    assert run("build", "--site", site).code == 0
    text = text_of(site / "build/sources/index.html")
    assert "known through Gazette ; Relay" in text


def test_sources_that_would_be_called_the_same_are_told_apart_by_their_day():
    """Two articles of one paper and year; what is known of the day, and no more."""
    published = {"one": "2024-02-13", "two": "2024-09", "three": "2024?", "four": "2023-05-01"}
    sources = {
        key: {"title": key, "publisher": "Herald", "published": parse_edtf(day)}
        for key, day in published.items()
    }
    assert linked_of(sources=sources, link=False).public.source_labels == {
        "one": "Herald, 2024-02-13",
        "two": "Herald, 2024-09",
        "three": "Herald, 2024",
        "four": "Herald, 2023",
    }


def test_sources_of_one_day_are_told_apart_by_their_titles():
    """Undated leaflets of one outlet, two articles of a day; the title stands before the date."""
    long = "The harbour and what is left of it, "
    sources = {
        "one": {"title": "A leaflet", "publisher": "Herald"},
        "two": {"title": "[Another]", "publisher": "Herald"},
        "three": {"title": f"{long}part one", "author": "Ida", "published": parse_edtf("2024-03-02")},
        "four": {"title": f"{long}part two", "author": "Ida", "published": parse_edtf("2024-03-02")},
        "five": {"title": "Else", "author": "Ida", "published": parse_edtf("2024-03-02")},
        "six": {"title": "Cry to all", "publisher": "Cry"},
        "seven": {"title": "More", "publisher": "Cry"},
        "eight": {"title": "Heard of only", "publisher": "Cry", "held": False},
    }  # fmt: skip
    assert linked_of(sources=sources, link=False).public.source_labels == {
        "one": "Herald, A leaflet",
        "two": "Herald, Another",
        "three": f"Ida, {long}part one, 2024-03-02",
        "four": f"Ida, {long}part two, 2024-03-02",
        "five": "Ida, Else, 2024-03-02",
        "six": "Cry to all",
        "seven": "Cry, More",
        "eight": "Cry",
    }


def test_the_sources_say_what_rests_on_them_alone_and_on_their_origin(make_site, run):
    """By source: a denial is no support. By origin: two articles on one report are one voice."""
    files = {
        **ada("relay", "{source: gazette, via: judgment}", status="reported"),
        "content/actors/eve.yml": (
            "name: Eve\nkind: person\nfacts:\n"
            "  - {label: A, value: B, sources: [gazette, {source: herald, stance: denies}]}\n"
            "  - {label: C, value: D, sources: [gazette, herald]}\n"
        ),
    }
    site = make_site(files)
    assert run("build", "--site", site).code == 0
    page = (site / "build/sources/index.html").read_text()
    rows = {
        name: re.findall(r'<td class="number" data-value="(\d+)">', row)
        for name, row in re.findall(r"<bdi>(Gazette|Herald|Relay)</bdi>(.*?)</tr>", page, re.DOTALL)
    }
    # Passages, actors, claims; only support, by origin.
    assert rows["Gazette"][2:] == ["3", "1", "2"]
    assert rows["Relay"][2:] == ["1", "0", "1"]
    assert rows["Herald"][2:] == ["2", "0", "0"]
    shown = text_of(site / "build/sources/gazette/index.html")
    assert "no other source" in shown
    assert "no other origin" in shown


def test_articles_that_draw_on_each_other_are_told_as_one_voice(make_site, run):
    """No article is said to go back to itself besides, and what lies between is named."""
    sources = {
        "wire": "title: Wire\nheld: false\n",
        "a": "title: First\nderived_from: [{origin: b, basis: stated}]\n",
        "b": "title: Second\nderived_from: [{origin: a, basis: stated}]\n",
        "middle": "title: Middle\nderived_from: [{origin: wire, basis: stated}]\n",
        "late": "title: Late\nderived_from: [{origin: middle, basis: inferred}]\n",
        "other": "title: Other\nderived_from: [{origin: wire, basis: stated}]\n",
    }
    ada = "name: Ada\nkind: person\nfacts:\n"
    ada += "  - {label: Role, value: Chair, sources: [a, b]}\n"
    ada += "  - {label: Home, value: Lund, sources: [late, other]}\n"
    files = {f"content/sources/{key}.yml": text for key, text in sources.items()}
    site = make_site({**files, "content/actors/ada.yml": ada})
    assert run("build", "--site", site).code == 0
    text = text_of(site / "build/actors/ada/index.html")
    assert text.count("2 articles, 1 origin") == 4  # a line and its ground, twice
    assert "Second : it and another one here draw on each other" in text
    assert "it may also go back to" not in text
    assert "Late : through Middle : inferred by the editor" in text


def test_a_document_nobody_holds_is_no_source_of_a_claim(make_site, run):
    """It is named for what it is, as on its own page; beside an article it is not counted."""
    files = ada("judgment")
    files[ADA] += "  - {label: Fine, value: 40, sources: [judgment, gazette]}\n"
    files[ADA] += (
        "  - {label: Bail, value: None, sources: [judgment, {source: gazette, stance: denies}]}\n"
    )
    site = make_site(files)
    assert run("build", "--site", site).code == 0
    text = text_of(site / "build/actors/ada/index.html")
    assert "convicted · rests on a document not held: " in text
    assert "1 source: Gazette" in text
    assert "2 sources" not in text
    assert "; against it 1 source: Gazette" in text
    assert "1 source: Judgment" not in text


def test_one_speaker_in_two_papers_is_said(make_site, run):
    """Beside the count, and in its ground, which knows an origin: whoever spoke."""
    files = ada("{source: gazette, by: police}", "{source: herald, by: police}", status="reported")
    site = make_site(files)
    assert run("build", "--site", site).code == 0
    text = text_of(site / "build/actors/ada/index.html")
    assert text.count("2 articles, 2 origins, 1 speaker") == 2
    assert "Gazette : said there by Police" in text
    assert "no origin beyond the source is known" not in text


def confirmed(*sources: str) -> dict[str, str]:
    """A profile with one fact that is called confirmed."""
    return ada(*sources, status="confirmed")


def test_what_is_confirmed_has_two_origins(make_site, run):
    """Copies and one article bear nothing out; a document not held counts as another voice."""

    def found(*sources: str) -> list[str]:
        return codes(run("check", "--site", make_site(confirmed(*sources))))

    assert found("gazette") == ["one-origin"]
    assert found("relay", "{source: gazette, via: judgment}") == ["one-origin"]
    assert found("gazette", "{source: herald, stance: denies}") == ["one-origin"]
    assert found("gazette", "herald") == []
    assert found("gazette", "judgment") == []
    assert found("relay", "{source: gazette, via: gazette}") == []
    assert found() == ["unsourced-claim"]
