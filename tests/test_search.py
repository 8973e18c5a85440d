"""The search index: what is in it, how it is spelled, how much a query loads, what an edit changes."""

from __future__ import annotations

import datetime
import gzip
import random
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from conftest import files_made_of
from search_reader import Reader, query_words, unpack
from test_example import copy_example

from dossier.export.postings import pack
from dossier.export.search import MOST_WORDS, REACH, search_files
from dossier.fold import search_form, search_words
from dossier.model.search import SearchItem
from dossier.pipeline import BuildOptions, build
from dossier.urls import actor_reference, event_reference, source_reference

TODAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Joaquín GUZMÁN Loera", {"joaquin", "guzman", "loera"}),
        ("Strauß, Æsir & Cœur", {"strauss", "aesir", "coeur"}),
        ("Łódź; Đorđe; ığdır", {"lodz", "dorde", "igdir"}),
        ("O’Brien's x-ray, 2024", {"o", "brien", "s", "x", "ray", "2024"}),
        ("ΟΔΟΣ οδός", {"οδοσ"}),
        ("Москва й", {"москва", "и"}),
        ("hid\u00adden \u200bhere", {"hidden", "here"}),
        ("a_b", {"a", "b"}),
        ("北京 and 東京", {"北", "京", "東", "and"}),
        ("हिन्दी भाषा", {"हिन्दी", "भाषा"}),
        ("مُحَمَّد", {"محمد"}),
        ("한국", {"한국"}),
        ("“…” — !", set()),
    ],
)  # fmt: skip
def test_words_are_folded(text: str, words: set[str]) -> None:
    """Case and accents do not count, in any script; marks that make syllables stay."""
    assert search_words(text) == words


def test_n_with_a_tilde_is_found_by_both_and_finds_itself() -> None:
    """*ñ*, composed or not, is a letter; a word with it stands in the index with *n* as well."""
    assert search_words("año") == search_words("an\u0303o") == {"año", "ano"}
    assert search_words("ñoño") == {"ñoño", "ñono", "noño", "nono"}
    assert search_words("ano") == {"ano"}
    assert search_form("AÑO é") == "año e"


def test_numbers_are_packed_and_unpacked() -> None:
    """Any ascending numbers come back: few, many, all, far apart."""
    rng = random.Random(5)
    cases = [[], [0], [5], [6], [200], [70_000], list(range(500)), [0, 10**7]]
    cases += [
        sorted(rng.sample(range(n), k)) for n in (10, 300, 40_000) for k in (1, n // 9, n // 2)
    ]
    for numbers in cases:
        packed = pack(numbers)
        assert unpack(packed) == set(numbers)
        assert '"' not in packed
        assert packed.isascii()
    # A word that is everywhere costs a sixth of a sign, a rare one a few.
    assert len(pack(range(6000))) == 1000
    assert len(pack([3000])) <= 3


def dossier_items(actors: int, passages: int, seed: int = 3) -> Iterator[SearchItem]:
    """Made-up items; words by a law of powers, so that some are nearly everywhere."""
    rng = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyzñáé"
    words = ["".join(rng.choices(letters, k=rng.randint(1, 9))) for _ in range(3000)]

    def phrase(length: int) -> str:
        return " ".join(words[int(3000 * rng.random() ** 3)] for _ in range(length))

    for n in range(actors):
        yield SearchItem("actors", actor_reference(f"a{n}"), phrase(2), phrase(3))
    for n in range(passages // 10):
        yield SearchItem("sources", source_reference(f"s{n}"), phrase(6), phrase(2))
    for n in range(actors):
        yield SearchItem("events", event_reference(f"e{n}"), phrase(5), "May 2024")
    for n in range(passages):
        owner, number = divmod(n, 10)
        reference = source_reference(f"s{owner}", f"p{number}")
        yield SearchItem(
            "passages", reference, phrase(1), text=phrase(30), language="en", owner=f"s{owner}"
        )


@pytest.fixture(scope="module")
def corpus() -> list[SearchItem]:
    """A twentieth of the large dossier of `bench/search.py`."""
    return list(dossier_items(500, 5000))


@pytest.fixture(scope="module")
def files(corpus: list[SearchItem]) -> dict[str, bytes]:
    """Its index."""
    return {file.path: file.data for file in search_files(corpus)}


def queries(corpus: list[SearchItem]) -> list[str]:
    """Common words, every letter, pairs and triples of each, words that stand together."""
    rng = random.Random(8)
    common = [w for w in corpus[-1].text.split() if len(w) < 4] + ["ñ", "n", "may", "2024"]
    letters = list("abcdefghijklmnopqrstuvwxyz")
    found = (
        common + letters + [" ".join(rng.sample(letters, k)) for k in (2, 3, 6) for _ in range(9)]
    )
    for item in rng.sample(corpus, 60):
        words = (item.text or item.title).split()
        found += [" ".join(rng.sample(words, min(len(words), k))) for k in (1, 2, 3)]
        found.append(words[0][:2])
    return found


def fits(text: str, starts: list[str]) -> bool:
    """Whether a text has a word for each beginning, told without an index."""
    words = words_of(text)
    return all(any(word.startswith(start) for word in words) for start in starts)


words_of = lru_cache(maxsize=None)(search_words)


def all_of(item: SearchItem) -> str:
    """What an item is found by."""
    return f"{item.title} {item.aside} {item.text}"


def best_of(item: SearchItem) -> str:
    """What it is best found by: an actor's name, the words of a passage; else all of it."""
    return {"actors": item.title, "passages": item.text}.get(item.kind, all_of(item))


def test_every_query_finds_exactly_what_is_there(corpus, files) -> None:
    """The index says what reading everything says, the last item first.

    Names come before aliases, and passages with the words before those whose source has one.
    """
    reader = Reader(files)
    for query in queries(corpus)[::4]:
        starts = query_words(query)[:MOST_WORDS]
        expected: dict[str, list[str]] = {kind: [] for kind, *_ in reader.index["kinds"]}
        best = [i for i in corpus if fits(best_of(i), starts)]
        others = [i for i in corpus if fits(all_of(i), starts)]
        for item in dict.fromkeys([*best[::-1], *others[::-1]]):
            expected[item.kind].append(item.title)
        found = {k: [r[1] for r in records] for k, records in reader.records(query).items()}
        assert found == expected, query


def test_no_query_loads_much(corpus, files) -> None:
    """A query loads under 200 kB, a word of it under 31 kB, whatever the words.

    Of the 300 kB allowed for 100,000 passages: shards and blocks are bounded the same at any size, only
    the index and the words that are everywhere grow with it. `python bench/search.py` measures that.
    """
    reader = Reader(files)
    assert reader.index["many"], "the corpus is too small to be sharded"
    for query in queries(corpus):
        loads = {path: len(files[path]) for path in reader.loads(query)}
        assert sum(loads.values()) < 200_000, (query, loads)
        for start in query_words(query):
            assert (
                sum(len(files[f"search/{name}.js"]) for name in reader.shards(start)) < REACH * 1.1
            )


def test_the_order_and_the_bytes_are_the_same_every_time(corpus, files) -> None:
    """Nothing of the index depends on a set's order."""
    again = {file.path: file.data for file in search_files(iter(corpus))}
    assert again == files


def changed(before: dict[str, bytes], items: list[SearchItem]) -> set[str]:
    """The files that differ from those before."""
    after = {file.path: file.data for file in search_files(items)}
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_a_small_edit_changes_few_files(corpus, files) -> None:
    """One more passage of an old source, one word of another: the files of those words, one block."""
    at = next(n for n, item in enumerate(corpus) if item.owner == "s100") + 9
    more = SearchItem(
        "passages", source_reference("s100", "new"), "s", text="zebra quagga", owner="s100"
    )
    after = changed(files, [*corpus[: at + 1], more, *corpus[at + 1 :]])
    assert {path for path in after if "passages" in path} <= {
        "search/passages-60.js",
        "search/passages-61.js",
    }
    assert len(after) < 12, after
    edited = SearchItem(**{**vars(corpus[at]), "text": corpus[at].text + " quagga"})
    assert len(changed(files, [*corpus[:at], edited, *corpus[at + 1 :]])) < 8


def test_what_is_empty_has_an_index_too() -> None:
    """A dossier of nothing: the index says so, and nothing else is written."""
    (index,) = search_files([])
    assert Reader({index.path: index.data}).find("a")["actors"] == []


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built."""
    site = copy_example(tmp_path_factory.mktemp("search") / "site")
    assert build(site, site / "build", BuildOptions(TODAY)).written
    return site / "build"


def index_of(folder: Path) -> dict[str, bytes]:
    """The files of a built site's index."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "search").iterdir())
    }


def test_the_example_s_index_is_small(example: Path) -> None:
    """Under 60 kB compressed in all, file by file as a web server sends it."""
    sizes = [len(gzip.compress(data)) for data in index_of(example).values()]
    assert sum(sizes) < 60_000


def test_every_result_leads_to_its_place(example: Path) -> None:
    """Each address in the index is a page of the site, each anchor an id on it."""
    reader = Reader(index_of(example))
    addresses = set()
    for path in reader.files:
        name = path.removeprefix("search/").removesuffix(".js")
        if not name.startswith(("index", "words", "many")):
            addresses |= {record[0] for record in reader.file(name) if record}
    assert len(addresses) > 100
    for address in addresses:
        page, _, anchor = address.partition("#")
        html = (example / page).read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in html, address


def test_the_example_s_passages_are_found_in_their_published_words(example: Path) -> None:
    """Each passage stands in the index as it stands on its source's page, and no words beside it."""
    reader = Reader(index_of(example))
    found = 0
    for page in (example / "sources").glob("*/index.html"):
        for match in re.finditer(
            r'<figure class="passage" id="([^"]+)">\s*<blockquote[^>]*><p>(.*?)</p>',
            page.read_text("utf-8"),
            re.DOTALL,
        ):
            words = re.sub(r"<[^>]*>", "", match[2]).replace("&amp;", "&")
            (record,) = [
                r for r in reader.records(words)["passages"] if r[0].endswith("#" + match[1])
            ]
            assert record[3] == words
            found += 1
    total = len(
        {
            record[0]
            for path in reader.files
            if "passages" in path
            for record in reader.file(path[7:-3])
            if record
        }
    )
    assert found == total > 40


def test_what_is_hidden_cannot_be_found(sites: Path) -> None:
    """Of drafts, embargoed records and private notes the index holds no word."""
    reader = Reader(files_made_of(sites / "tangled", BuildOptions(datetime.date(2026, 1, 15))))
    assert any(reader.find("a").values())
    for word in ("quistgaard", "shellco", "annex", "tribunal", "brzegowo", "canary"):
        assert not any(reader.find(word).values()), word


def test_open_texts_are_found_by_their_published_sentences(make_site) -> None:
    """Of an open source the sentences that name an actor are passages, and lead to the full text."""
    site = make_site(
        {
            "content/actors/ada.yml": "name: Ada Moreno\nkind: person\n",
            "content/sources/letter.yml": "title: A letter\nrights: open\nlicense: CC0-1.0\n"
            "text: letter.txt\nlanguage: es\n",
            "seeds/letter.txt": "Nobody is named here. Ada Moreno drank <b>coffee</b> & tea.\n",
        }
    )
    reader = Reader(files_made_of(site, BuildOptions(TODAY)))
    (record,) = reader.records("coffee")["passages"]
    assert record[0] == "sources/letter/index.html#text"
    assert record[3:] == ["Ada Moreno drank <b>coffee</b> & tea.", "es"]
    assert reader.find("nobody")["passages"] == []


def test_each_is_found_by_what_belongs_to_it(make_site) -> None:
    """A passage by the name of its source, an event by its actors, a standard page by its title."""
    site = make_site(
        {
            "site_config.yml": "format: 1\ntitle: Un expediente\nlanguage: es\n",
            "content/actors/ada.yml": "name: Ada Moreno\nkind: person\n",
            "content/actors/bo.yml": "name: Bo Falk\nkind: person\ndraft: true\n",
            "content/events/raid.yml": "title: The raid\nactors: [ada, bo]\n",
            "content/sources/gazette.yml": "title: River Gazette\nwords: 900\nexcerpts:\n"
            "  - {id: coffee, quote: She drank coffee.}\n  - {id: tea, quote: Tea was had.}\n",
            "content/sources/diary.yml": "title: Diary\nwords: 900\nexcerpts:\n"
            "  - {id: paper, quote: The gazette reported coffee.}\n",
        }
    )
    reader = Reader(files_made_of(site, BuildOptions(TODAY)))

    def found(query: str, kind: str) -> list[str]:
        return [record[0].partition("/index.html")[0] for record in reader.records(query)[kind]]

    assert found("gazette tea", "passages") == ["sources/gazette"]
    # Who speaks of the gazette comes before what is only in it.
    assert found("gazette coffee", "passages") == ["sources/diary", "sources/gazette"]
    assert found("moreno", "events") == ["timeline"]
    assert found("moreno raid", "events") == ["timeline"]
    assert found("falk", "events") == []
    assert reader.records("moreno raid")["events"][0][3] == "Ada Moreno"
    for title, page in (("actores", "actors"), ("cronología", "timeline"), ("red", "network")):
        assert found(title, "pages") == [page]
    assert reader.records("cobertura")["pages"][0][:2] == ["coverage/index.html", "Cobertura"]
