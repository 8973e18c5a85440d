"""Three dossiers that together have every kind of page, and which page stands for which kind."""

from __future__ import annotations

import datetime
import json
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from dossier.pipeline import BuildOptions, build

REPOSITORY = Path(__file__).parents[1]
AS_OF = datetime.date(2026, 11, 21)

EXAMPLE = {
    "index": "index.html",
    "actors": "actors/index.html",
    "actor": "actors/cjng/index.html",
    "timeline": "timeline/index.html",
    "network": "network/index.html",
    "sources": "sources/index.html",
    "source": "sources/latin-times-alliance/index.html",
    "disputed": "disputed/index.html",
    "coverage": "coverage/index.html",
    "free page": "method/index.html",
    "page of the handbook": "commands/index.html",
    "404": "404.html",
}
TANGLED = {
    "index with an address": "index.html",
    "actor with replies": "actors/yusuf-al-rashid/index.html",
    "timeline of all forms of dates": "timeline/index.html",
    "source not faithful": "sources/league-register/index.html",
    "disputed, tangled": "disputed/index.html",
    "404 with an address": "404.html",
}
LONG = {
    "actor of many passages": "actors/actor-0/index.html",
    "passages": "actors/actor-0/passages/2/index.html",
    "sources of an actor": "actors/actor-0/sources/2/index.html",
    "timeline, overview": "timeline/index.html",
    "timeline, a year": "timeline/2010/index.html",
    "network, further tables": "network/2/index.html",
    "coverage, a part": "coverage/2/index.html",
}
KINDS = {
    **{kind: f"example/{page}" for kind, page in EXAMPLE.items()},
    **{kind: f"winger/{page}" for kind, page in TANGLED.items()},
    **{kind: f"long/{page}" for kind, page in LONG.items()},
}
"""The address of one page of each kind below the server's root."""


def long_dossier() -> dict[str, str]:
    """The files of a dossier of 300 actors, 3,000 passages, 600 relations and 900 events."""
    dice = random.Random(5)
    files = {"site_config.yml": "format: 1\ntitle: A long dossier\n"}
    for n in range(120):
        names = [f"Vela Orm{0 if k % 5 == 0 else dice.randrange(300)}" for k in range(25)]
        source = {
            "title": f"Report number {n} on the harbour",
            "language": "en",
            "published": f"{2000 + n % 25}",
            "words": 40_000,
            "excerpts": [
                {"id": f"p{k}", "quote": f"{name} was seen at the pier, on day {k} of report {n}."}
                for k, name in enumerate(names)
            ],
        }
        files[f"content/sources/report-{n}.yml"] = json.dumps(source)
    for n in range(300):
        cited = {"source": f"report-{n % 120}", "excerpt": f"p{n % 25}"}
        others = sorted({dice.randrange(300), (n + 1) % 300} - {n})
        actor = {
            "name": f"Vela Orm{n}",
            "kind": ("person", "organization", "agency")[n % 3],
            "role": "subject" if n % 4 else "mentioned",
            "summary": f"Number {n} of the harbour. Met [[actor-{others[0]}]] [@report-{n % 120}#p{n % 25}].",
            "facts": [{"label": "Berth", "value": str(n), "sources": [cited]}],
            "relations": [
                {"to": f"actor-{other}", "type": "associated-with", "status": "reported",
                 "sources": [cited]}
                for other in others
            ],
        }  # fmt: skip
        files[f"content/actors/actor-{n}.yml"] = json.dumps(actor)
    for n in range(900):
        event = {
            "title": f"What happened at pier {n}",
            "date": f"{1998 + n % 28}-{1 + n % 12:02}",
            "actors": sorted({f"actor-{dice.randrange(300)}", f"actor-{dice.randrange(9)}"}),
            "status": dice.choice(["reported", "denied", "alleged"]),
            "sources": [{"source": f"report-{n % 120}", "excerpt": f"p{n % 25}"}],
        }
        files[f"content/events/pier-{n}.yml"] = json.dumps(event)
    return files


@dataclass(frozen=True)
class Built:
    """The three sites, as `example`, `winger` and `long` in one folder, and where it is served."""

    folder: Path
    address: str

    def pages(self, site: str) -> list[Path]:
        """Every page of one site."""
        return sorted((self.folder / site).rglob("*.html"))


def build_all(root: Path) -> Path:
    """Builds the three; the folder that holds them."""
    folder = root / "www"
    sites = {"example": root / "example", "winger": root / "tangled", "long": root / "long"}
    shutil.copytree(REPOSITORY / "content", sites["example"] / "content")
    shutil.copytree(REPOSITORY / "docs", sites["example"] / "docs")
    shutil.copy(REPOSITORY / "site_config.yml", sites["example"])
    shutil.copytree(REPOSITORY / "tests/sites/tangled", sites["winger"])
    for name, text in long_dossier().items():
        (sites["long"] / name).parent.mkdir(parents=True, exist_ok=True)
        (sites["long"] / name).write_text(text)
    for name, site in sites.items():
        report = build(site, folder / name, BuildOptions(AS_OF))
        assert report.written is not None, report.diagnostics[:5]
    return folder
