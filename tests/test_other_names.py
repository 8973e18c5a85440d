"""The other names of an actor, each shown once."""

from __future__ import annotations

import json
import re
from typing import Any

ALIASES = (
    "aliases: [the Terrace, Blue Terrace, THE TERRACE, the Terrace,"
    " {text: Blue Terrace, ambiguous: true}]\n"
)


def test_a_name_stands_once_wherever_it_is_shown(make_site: Any, run: Any) -> None:
    """On the page, in what it tells search engines, in the search and in the exports."""
    site = make_site({
        "content/actors/terrace.yml": f"name: Blue Terrace\nkind: organization\n{ALIASES}",
    })  # fmt: skip
    done = run("build", "--site", site)
    assert done.stderr.count("warning[repeated-alias]") == 2
    page = (site / "build/actors/terrace/index.html").read_text("utf-8")
    heading = page.partition("<h1")[2].partition("</header>")[0]
    shown = " ".join(re.sub(r"<[^>]+>", " ", heading).split())
    assert shown.count("the Terrace") == shown.count("THE TERRACE") == 1
    assert shown.count("Blue Terrace") == 1
    (stated,) = re.findall(r'"alternateName":\s*(\[[^\]]*\])', page)
    assert json.loads(stated) == ["the Terrace", "THE TERRACE"]
    for name in ("data/network.gexf", "data/entities.ftm.json"):
        assert (site / "build" / name).read_text("utf-8").count("the Terrace") == 1
