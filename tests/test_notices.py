"""Corrections and replies: dated, at the head of their page, newest first, and all in one list."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from dossier.linking import link
from dossier.load import load
from dossier.model.notices import all_notices
from dossier.redact import redact

FILES = {
    "content/actors/ada.yml": """\
name: Ada Moreno
kind: person
facts: [{label: Office, value: Mayor}]
corrections:
  - {date: 2024-05-04, text: "We called her [[bo|the clerk]]."}
  - {date: 2025-01-09, text: The year was wrong.}
reply:
  - {text: She stands by it.}
  - {date: 2024-03-02, text: "She said: *never*.", source: letter}
  - {date: 2024, text: She had no comment., source: a call}
""",
    "content/actors/bo.yml": "name: Bo Lind\nkind: person\n",
    "content/actors/cy.yml": "name: Cy Harlow\nkind: person\ndraft: true\n"
    "corrections: [{date: 2025-03-03, text: Not yet.}]\n",
    "content/sources/letter.yml": "title: A letter\ncorrections:\n"
    "  - {date: 2025-02-01, text: A word was missing.}\n",
}


def text_of(page: Path) -> str:
    """A page's words, times with their machine form."""
    html = page.read_text("utf-8").partition("<main")[2]
    html = re.sub(r'<time datetime="([^"]*)">', r"[\1] ", html)
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_they_stand_at_the_head_of_the_page(make_site, run) -> None:
    """Before the facts: what was corrected, then the reply; each with its day, the newest first."""
    site = make_site(FILES)
    assert run("build", "--site", site).code == 0
    text = text_of(site / "build/actors/ada/index.html")
    order = [
        "[2025-01-09] 9 January 2025 The year was wrong.",
        "[2024-05-04] 4 May 2024 We called her the clerk .",
        "Statement of Ada Moreno , [2024] 2024",
        "She had no comment.",
        "Source a call",
        "Statement of Ada Moreno , [2024-03-02] 2 March 2024",
        "She said: never .",
        "Source A letter",
        "Statement of Ada Moreno &#8288; #",
        "She stands by it.",
        "Fact sheet Office",
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    source = text_of(site / "build/sources/letter/index.html")
    corrected, rights = "1 February 2025 A word was missing.", "Only short passages are quoted"
    assert -1 < source.find(corrected) < source.find(rights)


def test_a_page_without_any_has_no_box(make_site, run) -> None:
    """Nobody is told of corrections that were never made."""
    site = make_site(FILES)
    assert run("build", "--site", site).code == 0
    text = (site / "build/actors/bo/index.html").read_text("utf-8")
    assert "orrection" not in text
    assert 'id="reply"' not in text


def test_all_of_them_are_one_list_for_a_feed(make_site) -> None:
    """Newest first, the undated last, each with page, words and a link; nothing of what is withheld."""
    dossier, _ = load(make_site(FILES))
    public, _ = redact(dossier, datetime.date(2026, 1, 15))
    linked, _ = link(public)
    found = all_notices(linked)
    assert [(n.kind, n.date.text if n.date else "", n.about) for n in found] == [
        ("correction", "2025-02-01", "A letter"),
        ("correction", "2025-01-09", "Ada Moreno"),
        ("reply", "2024", "Ada Moreno"),
        ("correction", "2024-05-04", "Ada Moreno"),
        ("reply", "2024-03-02", "Ada Moreno"),
        ("reply", "", "Ada Moreno"),
    ]
    assert found[0].reference.startswith("source:letter#correction-")
    assert found[0].text.html == "A word was missing."
    assert len({n.reference for n in found}) == len(found)
