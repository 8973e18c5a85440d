"""The linker's speed and memory: thousands of names against many megabytes of articles.

usage: python bench/linker.py [--actors 10000] [--megabytes 100] [--seed 1]

Names and articles are made up from syllables and common words, deterministic from the seed; a few
actors stand in many articles, as in real dossiers. Each batch of articles is linked and, in turn with
it, only split into words by one regular expression, which tells how fast the machine is at that
moment. Only the linking is timed, in the time of the one core that it takes (`time.process_time`): what else the machine
does meanwhile is not counted, and still slows it down.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import resource
import statistics
import time

from dossier.link.lexicon import build_lexicon
from dossier.link.scan import Surroundings, find_mentions
from dossier.memory import lasting, seldom_searched
from dossier.model.actor import Actor, Alias


def listed(words: str) -> list[str]:
    """Words that stand in one line."""
    return words.split()


SYLLABLES = listed(
    "ba be bo bri ca cho da del dra el fa fer ga ghi ha hö i ja ka kel la le lo ma mé mi mo na né ni "
    "o pa pe ra ri ro rü sa se si sta ta te ti tra tu va ve vi wa xe ya zé zo"
)
ENDINGS = listed("n s t l r k rd nt ski vić ez ini berg mann ova ström")
GIVEN = listed(
    "Aisha André Béla Carmen Chen Clara Dirk Elena Emil Fatima Georg Hugo Inès Ivan Joaquín Jürgen "
    "Karim Lars Lucía Marc Maria Mehmet Nadia Olga Óscar Paul Piet Raúl Rosa Søren Tomáš Vera Wei Yves"
)
HEADS = listed(
    "Holding Group Bank Trust Capital Energy Media Partners Fund Institute Cartel Brigade"
)
WORDS = listed(
    "the a of to in and that for on with by from said was had been its their which while after before "
    "company board director payment contract minister deal shares report account office official "
    "investigation prosecutor court document letter meeting committee transfer loan adviser fee invoice "
    "agreement signed denied confirmed revealed questioned alleged claimed lawyer newspaper journalist "
    "inquiry hearing witness testimony evidence audit budget project property villa apartment pipeline "
    "export customs tax authority regulator licence permit private million francs year month week two "
    "three first second former senior close relative friend brother wife son owner shell subsidiary "
    "large small recent early late because since until under over between among against"
)
ARTICLE_WORDS = 600
MENTIONS = (6, 14)
BATCH = 500


def make_actors(count: int, rng: random.Random) -> list[Actor]:
    """Actors with three aliases each, seven in ten of them persons."""
    actors: list[Actor] = []
    seen: set[str] = set()
    while len(actors) < count:
        last = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))) + rng.choice(ENDINGS)
        last = last.capitalize()
        if last in seen or len(last) < 4:
            continue
        seen.add(last)
        if rng.random() < 0.7:
            first, second = rng.sample(GIVEN, 2)
            name, kind = f"{first} {last}", "person"
            aliases = [last, f"{first[0]}. {last}", f"{second} {last}"]
        else:
            head = rng.choice(HEADS)
            name, kind = f"{last} {head}", "organization"
            aliases = [last, f"{last} {head} AG", f"{last}-{rng.choice(GIVEN)} {head}"]
        actors.append(
            Actor(
                id=f"actor-{len(actors)}", path="bench.yml", name=name, kind=kind,
                aliases=tuple(Alias(text=alias) for alias in aliases),
            )
        )  # fmt: skip
    return actors


def make_articles(actors: list[Actor], rng: random.Random) -> list[str]:
    """A batch of articles; the popularity of actors falls as in Zipf's law."""
    weights = list(itertools.accumulate(1 / (rank + 6) for rank in range(len(actors))))
    articles = []
    for _ in range(BATCH):
        words: list[str] = []
        while len(words) < ARTICLE_WORDS:
            sentence = rng.choices(WORDS, k=rng.randint(10, 24))
            words += [sentence[0].capitalize(), *sentence[1:-1], sentence[-1] + "."]
            if rng.random() < 0.2:
                words[-1] += "\n\n"
        for actor in rng.choices(actors, cum_weights=weights, k=rng.randint(*MENTIONS)):
            name = actor.name if rng.random() < 0.5 else rng.choice(actor.aliases).text
            words.insert(rng.randrange(len(words)), name)
        articles.append(" ".join(words))
    return articles


def main() -> None:
    """Prints the figures, one a line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with seldom_searched():  # as a build does
        measure(options)


def measure(options: argparse.Namespace) -> None:
    """Makes the names and the articles, links them, and prints what it took."""
    rng = random.Random(options.seed)
    actors = make_actors(options.actors, rng)
    began = time.process_time()
    with lasting():  # as a build does
        lexicon, _ = build_lexicon(actors)
    print(f"lexicon of {len(actors)} actors: {time.process_time() - began:.2f} s")
    splitter = re.compile(r"[^\W_]+")
    around = Surroundings("bench")
    size, linking, mentions, ratios, rates = 0, 0.0, 0, [], []
    while size < options.megabytes * 1e6:
        articles = make_articles(actors, rng)
        began = time.process_time()
        for article in articles:
            splitter.findall(article)
        between = time.process_time()
        for article in articles:
            mentions += len(find_mentions(article, lexicon, around)[0])
        ended = time.process_time()
        batch = sum(len(article.encode()) for article in articles)
        size += batch
        linking += ended - between
        rates.append(batch / (ended - between) / 1e6)
        ratios.append((ended - between) / (between - began))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size / 1e6:.0f} MB of articles, {mentions} mentions: {linking:.1f} s on one core")
    print(
        f"mean {size / linking / 1e6:.1f} MB/s, median {statistics.median(rates):.1f}, best {max(rates):.1f}"
    )
    print(
        f"{statistics.median(ratios):.2f} times as long as splitting into words (median of {len(ratios)})"
    )
    print(f"memory at most {memory:.0f} MB, with one batch of articles in it")


if __name__ == "__main__":
    main()
