"""What tells of somebody hidden: words that are published do, ids in keys that ask for an id do not."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import files_made_of

from dossier.diagnostics import Diagnostic
from dossier.load import load
from dossier.load.locate import locate
from dossier.pipeline import BuildOptions
from dossier.redact import redact

TODAY = datetime.date(2026, 1, 15)
SITE = {
    "content/actors/tobias-renn.yml": (
        "name: Tobias Renn\nkind: person\naliases: [the Lamplighter]\ndraft: true\n"
    ),
    "content/actors/ada-moreno.yml": "name: Ada Moreno\nkind: person\n",
    "content/sources/letter.yml": "title: A letter\nwords: 900\n",
}
PROFILE, SOURCE = "content/actors/ada-moreno.yml", "content/sources/letter.yml"
EVENT, SETTINGS = "content/events/fire.yml", "site_config.yml"
FACT = "facts:\n- {label: Job, value: Baker, sources: [{source: letter, %s}]}\n"
REFERENCES = {
    "named": (SOURCE, "named: [tobias-renn]\n"),
    "publisher": (SOURCE, "publisher: tobias-renn\n"),
    "author": (SOURCE, "author: [tobias-renn, Somebody]\n"),
    "one author": (SOURCE, "author: tobias-renn\n"),
    "links": (SOURCE, "links: {Tom: tobias-renn}\nexcerpts: [{quote: Tom sang}]\n"),
    "links of an excerpt": (SOURCE, "excerpts: [{quote: Tom sang, links: {Tom: tobias-renn}}]\n"),
    "by": (PROFILE, FACT % "by: tobias-renn"),
    "via": (PROFILE, FACT % "via: tobias-renn"),
    "to": (PROFILE, "relations:\n- {to: tobias-renn, type: leads, sources: [letter]}\n"),
    "see_also": (PROFILE, "see_also: [tobias-renn]\n"),
    "with": (PROFILE, "events: [{title: A fire, date: 2020, with: [tobias-renn]}]\n"),
    "actors": (EVENT, "title: A fire\ndate: 2020\nactors: [tobias-renn, ada-moreno]\n"),
    "by of a date": (
        EVENT,
        "title: A fire\ndates: [{date: 2020, sources: [{source: letter, by: tobias-renn}]}]\n",
    ),
    "a link": (PROFILE, "summary: 'Met [[tobias-renn|a friend]] at noon.'\n"),
    "the menu": (SETTINGS, "navigation: [{to: actors/tobias-renn, label: Somebody}]\n"),
}  # fmt: skip
WORDS = {
    "prose": (PROFILE, "summary: Met Tobias Renn there.\n"),
    "a name with a word in bold": (PROFILE, "summary: Met Tobias **Renn** there.\n"),
    "a name in signs of emphasis": (PROFILE, "summary: Met _Tobias_ *Renn*.\n"),
    "a word half in bold": (PROFILE, "summary: Met To**bias** Renn there.\n"),
    "a blank by its name": (PROFILE, "summary: 'Met Tobias&nbsp;Renn.'\n"),
    "a letter by its number": (PROFILE, "summary: 'Met Tob&#x69;as Renn.'\n"),
    "a tag in a word": (PROFILE, "summary: 'Met To<b>bias</b> Renn.'\n"),
    "a tag between words": (PROFILE, "summary: 'Met Tobias<br>Renn.'\n"),
    "an escaped sign": (PROFILE, "summary: 'Met Tobias\\-Renn.'\n"),
    "prose like an id": (PROFILE, "see_also: [tobias-renn]\nsummary: Met tobias-renn there.\n"),
    "a label": (PROFILE, "summary: 'Met [[tobias-renn|Tobias Renn]] there.'\n"),
    "a label of somebody else": (PROFILE, "summary: 'Met [[ada-moreno|Tobias Renn]].'\n"),
    "words that are no link": (PROFILE, "summary: 'Met [[|Tobias Renn]].'\n"),
    "a name half in a link": (PROFILE, "summary: 'Met [[|Tobias]] Renn.'\n"),
    "a label of a path": (PROFILE, "summary: 'Met [Tobias Renn](/actors/ada-moreno).'\n"),
    "a file's path": (PROFILE, "summary: 'See [it](/scans/people/tobias-renn.pdf).'\n"),
    "a file's short path": (PROFILE, "summary: 'See [it](/tobias-renn.pdf).'\n"),
    "a quote in prose": (PROFILE, "summary: 'Said [@letter: \"Tobias Renn left\"].'\n"),
    "an alias": (PROFILE, "aliases: [Friend of Tobias Renn]\n"),
    "an alias like an id": (PROFILE, "aliases: [tobias-renn]\n"),
    "another name of the hidden": (PROFILE, "body: The Lamplighter came.\n"),
    "a label of a fact": (PROFILE, "facts: [{label: Met Tobias Renn, value: Once}]\n"),
    "a value": (PROFILE, "facts: [{label: Met, value: Tobias Renn}]\n"),
    "by in words": (PROFILE, FACT % "by: Tobias Renn"),
    "by in more words": (PROFILE, FACT % "by: tobias-renn himself"),
    "via in words": (PROFILE, FACT % "via: Tobias Renn"),
    "a locator": (PROFILE, FACT % "locator: letter to Tobias Renn"),
    "a quote of a citation": (PROFILE, FACT % "quote: Tobias Renn left"),
    "a statement's source": (PROFILE, "reply: [{text: No., source: tobias-renn}]\n"),
    "an identifier": (PROFILE, "identifiers: {wiki: Tobias_Renn and tobias-renn}\n"),
    "a picture": (PROFILE, "image: {file: tobias-renn.png, alt: A man, credit: Me}\n"),
    "a tag": (PROFILE, "tags: [tobias-renn]\n"),
    "a title of an event": (PROFILE, "events: [{title: Tobias Renn goes, date: 2020}]\n"),
    "a place": (EVENT, "title: A fire\ndate: 2020\nplace: House of Tobias Renn\n"),
    "a title": (SOURCE, "title: Letter to Tobias Renn\n"),
    "a publisher in words": (SOURCE, "publisher: Tobias Renn\n"),
    "an author in words": (SOURCE, "author: [Tobias Renn]\n"),
    "an excerpt": (SOURCE, "excerpts: [{quote: Then Tobias Renn left}]\n"),
    "words before an excerpt": (SOURCE, "excerpts: [{quote: left, prefix: Then Tobias Renn}]\n"),
    "words of a decision": (SOURCE, "links: {Tobias Renn: null}\n"),
    "an address": (SOURCE, "url: https://example.org/tobias-renn\n"),
    "a free page": ("content/pages/about.md", "# Of this\n\nTobias Renn helped.\n"),
    "a title of a page": ("content/pages/about.md", "---\ntitle: On Tobias Renn\n---\nText.\n"),
    "the settings": (SETTINGS, "description: On Tobias Renn.\n"),
    "the menu's words": (SETTINGS, "navigation: [{to: actors, label: Tobias Renn}]\n"),
}  # fmt: skip


def found_in(site: Path) -> list[tuple[Diagnostic, str]]:
    """What `check` says of withheld names in a site, with the lines."""
    dossier, problems = load(site)
    assert dossier is not None
    assert [d.code for d in problems if d.severity.value == "error"] == []
    _, found = redact(dossier, TODAY)
    return [(d, line) for d, line in locate(site, list(found)) if d.code in ("hidden-name", "leak")]


def site_with(make_site: Any, file: str, text: str) -> Path:
    """The small site with one key more."""
    begun = SITE.get(file, "format: 1\ntitle: Notes\n" if file == SETTINGS else "")
    if text.startswith("title:") and file == SOURCE:
        begun = ""
    return Path(make_site({**SITE, "static/tobias-renn.png": "x", file: begun + text}))


@pytest.mark.parametrize("case", REFERENCES)
def test_an_id_in_a_key_that_asks_for_one_tells_nothing(make_site: Any, case: str) -> None:
    """Whoever is hidden may be referred to: nothing of it is published, and nothing is warned of."""
    site = site_with(make_site, *REFERENCES[case])
    (site / "static/tobias-renn.png").unlink()
    assert found_in(site) == []
    for path, data in files_made_of(site, BuildOptions(TODAY)).items():
        told = f"{path}\n{data.decode('utf-8', 'replace')}".lower()
        assert "tobias" not in told, path
        assert "lamplighter" not in told, path


@pytest.mark.parametrize("case", REFERENCES)
def test_an_id_that_is_not_made_of_the_name_is_not_published_either(
    make_site: Any, case: str
) -> None:
    """Nobody is warned of such an id, so it has to be taken out wherever it refers to somebody."""
    file, text = REFERENCES[case]
    site = site_with(make_site, file, text.replace("tobias-renn", "pq1zz"))
    (site / "content/actors/tobias-renn.yml").rename(site / "content/actors/pq1zz.yml")
    (site / "static/tobias-renn.png").unlink()
    for path, data in files_made_of(site, BuildOptions(TODAY)).items():
        assert "pq1zz" not in f"{path}\n{data.decode('utf-8', 'replace')}".lower(), path


@pytest.mark.parametrize("case", WORDS)
def test_words_that_are_published_are_reported_where_they_stand(make_site: Any, case: str) -> None:
    """Prose, titles, labels, quotes, names of files: a name in them is published as it stands."""
    file, text = WORDS[case]
    found = found_in(site_with(make_site, file, text))
    assert [(d.code, d.location.path) for d, _ in found] == [("hidden-name", file)]
    ((one, line),) = found
    shown = line[one.location.column - 1 :].lower()
    assert shown.startswith(("to", "the lamplighter")), line
    assert "see_also" not in line
    words = one.message.split("'")[1].lower()
    assert words in (
        "to**bias** renn",
        "tobias&nbsp;renn",
        "tob&#x69;as renn",
        "to<b>bias</b> renn",
        "tobias<br>renn",
        "tobias\\-renn",
        "tobias renn",
        "tobias-renn",
        "the lamplighter",
        "tobias]] renn",
        "tobias **renn",
        "tobias_ *renn",
        "tobias_renn",
    )


def test_a_reference_to_something_public_is_told_of_once(make_site: Any) -> None:
    """An id that holds a hidden name is reported where it is given, not wherever it is used."""
    site = make_site({
        **SITE,
        "content/actors/wife-of-tobias-renn.yml": "name: Ana\nkind: person\n",
        PROFILE: SITE[PROFILE] + "see_also: [wife-of-tobias-renn]\n",
        SOURCE: "title: A letter\nauthor: wife-of-tobias-renn\nnamed: [wife-of-tobias-renn]\n",
    })  # fmt: skip
    found = found_in(site)
    assert [d.location.path for d, _ in found] == ["content/actors/wife-of-tobias-renn.yml"]


def test_what_is_left_out_with_somebody_hidden_is_not_reported(make_site: Any) -> None:
    """The words of a relation to them are not published, nor a draft of an event."""
    site = site_with(
        make_site, PROFILE,
        "relations: [{to: tobias-renn, type: leads, note: So Tobias Renn says}]\n"
        "events: [{title: Tobias Renn goes, date: 2020, draft: true}]\n",
    )  # fmt: skip
    assert found_in(site) == []
