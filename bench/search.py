"""The search index of a large dossier: bytes, seconds, memory, and what queries load.

usage: python bench/search.py [--actors 10000] [--passages 100000] [--seed 1]

Names come from the linker's benchmark, words by Zipf's law out of syllables, so that a few are in
nearly every passage and most are rare, as in real text. Queries are the commonest words, all
one-letter and two-letter beginnings, pairs and triples of common and rare words, and names; what a
query loads is worked out from the files as the theme's script would load them (`tests/test_search.py`
compares that with a browser).
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from linker import ENDINGS, SYLLABLES, WORDS, make_actors

from dossier.export.search import search_files
from dossier.fold import search_words
from dossier.model.search import SearchItem
from dossier.urls import actor_reference, event_reference, source_reference

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from search_reader import Reader

PASSAGES_OF_SOURCE = 10
VOCABULARY = 60_000


def vocabulary(rng: random.Random) -> list[str]:
    """Common words first, then made-up ones, some with accents."""
    words = dict.fromkeys(WORDS)
    while len(words) < VOCABULARY:
        words["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) + rng.choice(ENDINGS)] = None
    return list(words)


def make_items(actor_count: int, passage_count: int, rng: random.Random) -> Iterator[SearchItem]:
    """Actors with aliases, sources, events, passages: the proportions of a real dossier."""
    words = vocabulary(rng)
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))

    def phrase(least: int, most: int) -> str:
        said = rng.choices(words, cum_weights=weights, k=rng.randint(least, most))
        return " ".join([said[0].capitalize(), *said[1:]])

    actors = make_actors(actor_count, rng)
    for actor in actors:
        aliases = ", ".join(alias.text for alias in actor.aliases)
        yield SearchItem("actors", actor_reference(actor.id), actor.name, aliases)
    sources = [f"{phrase(1, 1).lower()}-{n}" for n in range(passage_count // PASSAGES_OF_SOURCE)]
    for n, source in enumerate(sources):
        label = f"The {rng.choice(words).capitalize()} Times, {2000 + n % 25}"
        yield SearchItem("sources", source_reference(source), phrase(5, 14), label)
    for n in range(actor_count * 2):
        aside = f"{1 + n % 28} May {2000 + n % 25}"
        yield SearchItem("events", event_reference(f"event-{n}"), phrase(4, 12), aside)
    for n in range(passage_count):
        source = sources[n // PASSAGES_OF_SOURCE]
        text = f"{phrase(15, 55)} {rng.choice(actors).name} {phrase(3, 8)}."
        reference = source_reference(source, f"passage-{n % PASSAGES_OF_SOURCE}")
        yield SearchItem("passages", reference, "The Times, 2024", text=text, owner=source)


def sample(items: list[SearchItem], rng: random.Random) -> list[str]:
    """Queries as people type them, and the worst they could type."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    queries = [*WORDS, *letters, *(a + b for a, b in itertools.product(letters, repeat=2))]
    queries += [" ".join(rng.sample(WORDS, k)) for k in (2, 3, 4, 5, 8) for _ in range(100)]
    queries += [" ".join(rng.sample(letters, k)) for k in (2, 3, 5) for _ in range(50)]
    names = [item.title for item in items if item.kind == "actors"]
    queries += rng.sample(names, 200) + [
        name[: rng.randint(2, 9)] for name in rng.sample(names, 200)
    ]
    texts = [item.text.split() for item in items if item.kind == "passages"]
    queries += [" ".join(rng.sample(text, 2)) for text in rng.sample(texts, 200)]
    return queries


def main() -> None:
    """Prints the figures, one a line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    items = list(make_items(options.actors, options.passages, rng))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.process_time()
    for item in items:
        search_words(item.text or item.title)
    words = time.process_time() - began
    began = time.process_time()
    files = {file.path: file.data for file in search_files(items)}
    seconds = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    text = sum(len((item.title + item.aside + item.text).encode()) for item in items)
    print(f"{options.actors} actors, {options.passages} passages: {text / 1e6:.1f} MB of text")
    print(f"built in {seconds:.1f} s of the processor, of which {words:.1f} to find the words")
    print(
        f"memory: {memory - before:.0f} MB more than the items, the files ({sum(map(len, files.values())) / 1e6:.0f} MB) included"
    )
    for kind in ("index", "words", "many", "actors", "sources", "events", "passages"):
        sizes = [len(data) for path, data in files.items() if path.startswith(f"search/{kind}")]
        if sizes:
            print(
                f"{kind}: {len(sizes)} files, {sum(sizes) / 1e6:.2f} MB, the largest {max(sizes)} bytes"
            )
    reader = Reader(files)
    packed = {path: len(gzip.compress(data, mtime=0)) for path, data in files.items()}
    loads = []
    for query in sample(items, rng):
        paths = reader.loads(query)
        loads.append(
            (sum(len(files[p]) for p in paths), sum(packed[p] for p in paths), len(paths), query)
        )
    sizes = [load[0] for load in loads]
    print(
        f"{len(loads)} queries load: median {statistics.median(sizes) / 1e3:.0f} kB, most {max(sizes) / 1e3:.0f} kB"
    )
    print(
        f"compressed: median {statistics.median(load[1] for load in loads) / 1e3:.0f} kB, most {max(load[1] for load in loads) / 1e3:.0f} kB"
    )
    for size, small, count, query in sorted(loads, reverse=True)[:5]:
        print(f"  {size / 1e3:.0f} kB ({small / 1e3:.0f} compressed, {count} files): {query}")


if __name__ == "__main__":
    main()
