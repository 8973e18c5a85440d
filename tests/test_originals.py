"""The ways from a passage to its page outside the site, as the built page shows them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

PAGE = "https://paper.example/a"
COPY = "https://web.archive.org/web/2024/https://paper.example/a"
EXCERPT = "excerpts: [{id: it, quote: Bo sang., prefix: 'At 9', suffix: loudly}]\n"
WORDS = "#:~:text=At%209-,Bo%20sang.,-loudly"


def ways(page: Path, place: str) -> list[tuple[str, str]]:
    """Address and words of each link to elsewhere in the passage with an id."""
    passage = page.read_text("utf-8").partition(f'id="{place}"')[2].partition("</figure>")[0]
    found = re.findall(
        r'<a class="external"[^>]* href="([^"]*)">([^<]*)</a>([^<]*)', passage, re.DOTALL
    )
    return [(unescape(url), " ".join((words + after).split())) for url, words, after in found]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("", []),
        (f"url: {PAGE}\n", [(PAGE + WORDS, "Read it in the original")]),
        (
            f"url: {PAGE}\narchive_url: {COPY}\n",
            [(PAGE + WORDS, "Read it in the original"), (COPY + WORDS, "archived copy")],
        ),
        (
            f"url: {PAGE}\nurl_status: dead\narchive_url: {COPY}\n",
            [
                (COPY + WORDS, "Read it in the archived copy"),
                (PAGE + WORDS, "original (no longer there)"),
            ],
        ),
        (
            f"url: {PAGE}\nurl_status: dead\n",
            [(PAGE + WORDS, "Read it in the original (no longer there)")],
        ),
        (f"archive_url: {COPY}\n", [(COPY + WORDS, "Read it in the archived copy")]),
        (f"url: {PAGE}.pdf\n", [(f"{PAGE}.pdf", "Read it in the original")]),
        (f"url: '{PAGE}#part'\n", [(f"{PAGE}#part{WORDS[1:]}", "Read it in the original")]),
        (f"url: '{PAGE}#:~:text=so'\n", [(f"{PAGE}#:~:text=so", "Read it in the original")]),
    ],
)
def test_a_passage_leads_to_its_words(make_site, run, record: str, expected: list) -> None:
    """The page at the words, then its archived copy; the copy first where the page is dead."""
    site = make_site({"content/sources/paper.yml": f"title: A paper\n{record}{EXCERPT}"})
    ran = run("build", "--site", site)
    assert ran.code == 0, ran.stderr
    assert ways(site / "build/sources/paper/index.html", "passage-it") == expected


def test_a_sentence_of_an_open_text_leads_to_its_words(make_site, run) -> None:
    """What a text with open rights says of an actor is linked at the sentence."""
    site = make_site(
        {
            "content/actors/bo.yml": "name: Bo Lind\nkind: person\n",
            "content/sources/paper.yml": f"title: A paper\nurl: {PAGE}\nrights: open\n"
            "license: CC0-1.0\ntext: paper.txt\n",
            "seeds/paper.txt": "Nobody came. Then Bo Lind & a friend sang. It was late.\n",
        }
    )
    ran = run("build", "--site", site)
    assert ran.code == 0, ran.stderr
    page = (site / "build/actors/bo/index.html").read_text("utf-8")
    assert f"{PAGE}#:~:text=Then%20Bo%20Lind%20%26%20a%20friend%20sang." in page
