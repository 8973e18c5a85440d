"""Scores the linker on labelled texts: what `test_linking.py` gates, and a table to work with.

usage: python tests/linking_scores.py
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from dossier.link.lexicon import build_lexicon
from dossier.link.rules import ALL_RULES, Rule
from dossier.link.scan import Surroundings, find_mentions
from dossier.load.schema import validate
from dossier.load.yaml_source import parse
from dossier.model.actor import Actor

OWN = Path(__file__).parent / "linking"
SETS = sorted(path.name for path in OWN.iterdir() if path.is_dir())
OPENED = [name for name in SETS if name != "unseen"]
"""The sets that rules are written with."""


@dataclass
class Score:
    """Counts of one or many documents."""

    gold: int = 0
    predicted: int = 0
    right: int = 0
    traps: int = 0
    sprung: int = 0
    wrong: int = 0

    def add(self, other: Score) -> None:
        """Adds another document's counts."""
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def false(self) -> int:
        """Links that are not right."""
        return self.predicted - self.right

    @property
    def precision(self) -> float:
        """Share of the links that are right."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        recall = self.right / self.gold if self.gold else 1.0
        total = self.precision + recall
        return 2 * self.precision * recall / total if total else 0.0

    def __str__(self) -> str:
        """The figures of one line of the table."""
        return (
            f"mentions {self.gold:4}  precision {self.precision:.3f}  F1 {self.f1:.3f}  "
            f"traps {self.sprung} of {self.traps}  wrong {self.wrong}"
        )


def touch(a: dict, b: dict) -> bool:
    """Whether two spans share a character."""
    return a["start"] < b["end"] and b["start"] < a["end"]


def score(gold: list[dict], links: list[dict]) -> Score:
    """Overlap scoring: same actor and a shared character, one to one."""
    required = [g for g in gold if g["actor"] and not g.get("optional")]
    optional = [g for g in gold if g["actor"] and g.get("optional")]
    traps = [g for g in gold if not g["actor"]]
    result = Score(gold=len(required), traps=len(traps))
    free = list(required)
    for link in links:
        hit = next((g for g in free if g["actor"] == link["actor"] and touch(g, link)), None)
        if hit is not None:
            free.remove(hit)
            result.right += 1
        elif any(g["actor"] == link["actor"] and touch(g, link) for g in optional):
            continue
        elif any(touch(trap, link) for trap in traps):
            result.sprung += 1
        elif any(touch(g, link) for g in required + optional):
            result.wrong += 1
        result.predicted += 1
    return result


def profiles(folder: Path) -> list[Actor]:
    """The actors of a folder of profiles."""
    actors = []
    for path in sorted(folder.glob("*.yml")):
        values, _ = parse(path.read_text("utf-8"), path.name)
        actor, found = validate(Actor, values, path.name, {"id": path.stem, "path": path.name})
        assert actor is not None, found
        actors.append(actor)
    assert actors
    return actors


def lines(path: Path) -> list[dict]:
    """The labels of one text."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


Labelled = list[tuple[list[Actor], list[tuple[str, list[dict]]]]]
"""Fields: their profiles, and their texts with the labels."""


def labelled(names: list[str]) -> Labelled:
    """The fields of some sets."""
    fields = sorted(path for name in names for path in (OWN / name).iterdir() if path.is_dir())
    return [
        (
            profiles(field / "profiles"),
            [
                (text.read_text("utf-8"), lines(field / "gold" / f"{text.stem}.jsonl"))
                for text in sorted((field / "texts").glob("*.txt"))
            ],
        )
        for field in fields
    ]


def measured(fields: Labelled, rules: frozenset[Rule] = ALL_RULES) -> Score:
    """The fields together, linked by some of the rules."""
    total = Score()
    for actors, texts in fields:
        lexicon, _ = build_lexicon(actors, rules=rules)
        for text, gold in texts:
            mentions, _ = find_mentions(text, lexicon, Surroundings())
            links = [
                {"start": m.start, "end": m.end, "actor": m.actor} for m in mentions if m.actor
            ]
            total.add(score(gold, links))
    return total


def main() -> None:
    """Prints the scores of each set, and of the opened ones without one rule after the other."""
    for name in SETS:
        print(f"{name:10} {measured(labelled([name]))}")
    fields = labelled(OPENED)
    everything = measured(fields)
    print(f"\n{'all opened':18} {everything}\n\nwithout            right  false  traps  wrong")
    for rule in Rule:
        total = measured(fields, ALL_RULES - {rule})
        print(
            f"{rule:18} {total.right - everything.right:+6} {total.false - everything.false:+6} "
            f"{total.sprung - everything.sprung:+6} {total.wrong - everything.wrong:+6}"
        )


if __name__ == "__main__":
    main()
