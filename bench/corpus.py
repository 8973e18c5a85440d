"""A made-up dossier of any size, and the same pages for Hugo, deterministic from a seed.

usage: python bench/corpus.py FOLDER [--actors 1000] [--articles 5000] [--seed 1] [--for dossier|hugo]

As in real dossiers a few actors stand in many articles: popularity falls as in Zipf's law, and the first
stands in about a quarter of a thousand. Hugo gets its links made, its inverse relations and its timeline
sorted; it only has to render. YAML is written as people write it, long texts as blocks.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from linker import WORDS, make_actors

from dossier.urls import slugify

RELATIONS = (
    "shareholder of",
    "director of",
    "adviser to",
    "married to",
    "employed by",
    "partner of",
)
OUTLETS = (
    "The Daily Ledger",
    "Le Courrier du Soir",
    "El Diario Público",
    "Morning Dispatch",
    "La Gazette",
)
ARTICLE_WORDS = (400, 600)
MENTIONS = (5, 12)

Mention = tuple[int, str]
"""Whose name stands there, and in which spelling."""
Words = list["str | Mention"]


@dataclass
class Subject:
    """An actor of the corpus."""

    id: str
    name: str
    kind: str
    aliases: list[str]
    relations: list[tuple[int, str, int]] = field(default_factory=list)
    """To whom, of which type, since which year."""
    events: list[tuple[str, str]] = field(default_factory=list)
    summary: str = ""
    body: list[Words] = field(default_factory=list)


@dataclass
class Article:
    """An article of the corpus."""

    id: str
    title: str
    outlet: str
    author: str
    day: str
    paragraphs: list[Words]
    named: list[int]


class Corpus:
    """The actors; articles are made one by one, so that a large corpus needs no memory."""

    def __init__(self, actors: int, articles: int, seed: int) -> None:
        self.rng = random.Random(seed)
        self.count = articles
        self.actors = [
            Subject(slugify(a.name), a.name, a.kind, [alias.text for alias in a.aliases])
            for a in make_actors(actors, self.rng)
        ]
        order = list(range(actors))
        self.rng.shuffle(order)
        self.order = order
        self.weights = list(itertools.accumulate(1 / (rank + 6) for rank in range(actors)))
        for subject in self.actors:
            self.fill(subject)

    def some(self, count: int) -> list[int]:
        """Different actors, the popular ones more often."""
        found: dict[int, None] = {}
        while len(found) < count:
            found.update(
                dict.fromkeys(self.rng.choices(self.order, cum_weights=self.weights, k=count))
            )
        return list(found)[:count]

    def day(self) -> str:
        """A date of the last decades."""
        return f"{self.rng.randint(1990, 2024)}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}"

    def words(self, count: int) -> str:
        """Some words with a capital first."""
        return " ".join(self.rng.choices(WORDS, k=count)).capitalize()

    def sentences(self, count: int, low: int, high: int) -> Words:
        """Sentences of so many words."""
        found: Words = []
        for _ in range(count):
            words = self.rng.choices(WORDS, k=self.rng.randint(low, high))
            found += [words[0].capitalize(), *words[1:-1], f"{words[-1]}."]
        return found

    def fill(self, subject: Subject) -> None:
        """Gives an actor relations, events and a text."""
        for to in self.some(self.rng.randint(3, 6)):
            if self.actors[to] is not subject:
                subject.relations.append(
                    (to, self.rng.choice(RELATIONS), self.rng.randint(1985, 2024))
                )
        subject.events = [
            (self.day(), self.words(self.rng.randint(5, 10))) for _ in range(self.rng.randint(2, 5))
        ]
        subject.summary = self.words(18) + "."
        for _ in range(3):
            paragraph = self.sentences(3, 11, 15)
            to = self.some(1)[0]
            paragraph.insert(self.rng.randrange(1, len(paragraph)), (to, self.actors[to].name))
            subject.body.append(paragraph)

    def articles(self) -> Iterator[Article]:
        """Each article."""
        for number in range(self.count):
            named = self.some(self.rng.randint(*MENTIONS))
            paragraphs: list[Words] = []
            left = self.rng.randint(*ARTICLE_WORDS)
            while left > 0:
                paragraphs.append(self.sentences(self.rng.randint(3, 5), 14, 24))
                left -= len(paragraphs[-1])
            for key in named:
                subject = self.actors[key]
                spelled = (
                    subject.name if self.rng.random() < 0.5 else self.rng.choice(subject.aliases)
                )
                paragraph = self.rng.choice(paragraphs)
                paragraph.insert(self.rng.randrange(1, len(paragraph)), (key, spelled))
            yield Article(
                f"art-{number:06}", self.words(8), self.rng.choice(OUTLETS),
                f"{self.words(1)} {self.words(1)}", self.day(), paragraphs, named,
            )  # fmt: skip


def flat(words: Words, write: Callable[[Mention], str]) -> str:
    """The words as one text."""
    return " ".join(word if isinstance(word, str) else write(word) for word in words)


def block(text: str) -> str:
    """A text of some lines in YAML."""
    return "|\n" + "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))


def write_dossier(corpus: Corpus, folder: Path) -> None:
    """The corpus as a dossier: profiles, sources, and open texts."""
    for name in ("content/actors", "content/sources", "seeds"):
        (folder / name).mkdir(parents=True)
    types = "".join(
        f"  {name}: {{label: {name}, inverse: {name} (inverse)}}\n" for name in RELATIONS
    )
    config = "format: 1\ntitle: A made-up dossier\nlanguage: en\nbase_url: https://example.org/made-up/\n"
    (folder / "site_config.yml").write_text(f"{config}relation_types:\n{types}")
    for article in corpus.articles():
        (folder / f"content/sources/{article.id}.yml").write_text(
            f"title: {article.title}\npublisher: {article.outlet}\nauthor: {article.author}\n"
            f"published: {article.day}\nurl: https://news.example/{article.id}.html\ntype: article-newspaper\n"
            f"rights: open\nlicense: CC0-1.0\ntext: {article.id}.txt\n"
        )
        text = "\n\n".join(flat(paragraph, lambda m: m[1]) for paragraph in article.paragraphs)
        (folder / f"seeds/{article.id}.txt").write_text(text + "\n")
    for subject in corpus.actors:
        body = "\n\n".join(
            flat(paragraph, lambda m: f"[[{corpus.actors[m[0]].id}|{m[1]}]]")
            for paragraph in subject.body
        )
        relations = "".join(
            f"- {{to: {corpus.actors[to].id}, type: {kind}, since: {year}}}\n"
            for to, kind, year in subject.relations
        )
        events = "".join(f"- {{date: {day}, title: {title}}}\n" for day, title in subject.events)
        aliases = "".join(f"- {alias}\n" for alias in subject.aliases)
        (folder / f"content/actors/{subject.id}.yml").write_text(
            f"name: {subject.name}\nkind: {subject.kind}\naliases:\n{aliases}summary: {subject.summary}\n"
            f"body: {block(body)}relations:\n{relations}events:\n{events}"
        )


def write_hugo(corpus: Corpus, folder: Path) -> None:
    """The same pages for Hugo, as plain as its templates in `bench/hugo/`."""
    own = Path(__file__).parent / "hugo"
    for path in sorted(own.rglob("*")):
        if path.is_file():
            to = folder / path.relative_to(own)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(path.read_bytes())
    (folder / "content/articles").mkdir(parents=True)

    def link(mention: Mention) -> str:
        return f"[{mention[1]}](/actors/{corpus.actors[mention[0]].id}/)"

    for article in corpus.articles():
        text = "\n\n".join(flat(paragraph, link) for paragraph in article.paragraphs)
        front = {
            "title": article.title, "date": article.day, "publisher": article.outlet,
            "author": article.author, "source": f"https://news.example/{article.id}.html",
            "description": flat(article.paragraphs[0][:24], lambda m: m[1]),
            "actors": [corpus.actors[key].id for key in article.named],
        }  # fmt: skip
        (folder / f"content/articles/{article.id}.md").write_text(
            f"{json.dumps(front)}\n\n{text}\n"
        )
    inverse: dict[int, list[tuple[int, str, int]]] = {}
    for number, subject in enumerate(corpus.actors):
        for to, kind, year in subject.relations:
            inverse.setdefault(to, []).append((number, f"{kind} (inverse)", year))
    for number, subject in enumerate(corpus.actors):
        relations = [*subject.relations, *inverse.get(number, [])]
        front = {
            "title": subject.name, "kind_of": subject.kind, "also": subject.aliases,
            "summary_text": subject.summary,
            "relations": [
                {"to": corpus.actors[to].id, "name": corpus.actors[to].name, "type": kind, "since": year}
                for to, kind, year in relations
            ],
            "events": [{"date": day, "title": title} for day, title in sorted(subject.events)],
        }  # fmt: skip
        body = "\n\n".join(flat(paragraph, link) for paragraph in subject.body)
        place = folder / f"content/actors/{subject.id}"
        place.mkdir(parents=True)
        (place / "_index.md").write_text(f"{json.dumps(front)}\n\n{body}\n")
    timeline = sorted(
        (day, title, subject.id, subject.name)
        for subject in corpus.actors
        for day, title in subject.events
    )
    keys = ("date", "title", "id", "name")
    (folder / "data").mkdir()
    (folder / "data/timeline.json").write_text(
        json.dumps([dict(zip(keys, row, strict=True)) for row in timeline])
    )
    for name, title in (("_index", "Actors"), ("timeline", "Timeline"), ("sources", "Sources")):
        layout = "" if name == "_index" else f"layout: {name}\n"
        (folder / f"content/{name}.md").write_text(f"---\ntitle: {title}\n{layout}---\n")


WRITERS = {"dossier": write_dossier, "hugo": write_hugo}


def main() -> None:
    """Writes one corpus."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--actors", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--for", dest="target", choices=WRITERS, default="dossier")
    options = parser.parse_args()
    corpus = Corpus(options.actors, options.articles, options.seed)
    WRITERS[options.target](corpus, options.folder)


if __name__ == "__main__":
    main()
