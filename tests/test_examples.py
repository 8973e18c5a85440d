"""The dossiers of `examples/`, models to copy from: whole, clean, and linked as their editor wants.

`tests/examples/<name>/<source>.jsonl` labels the mentions in each full text, by reading, in the manner
of `tests/linking/`; `actor: null` is a name that stands for nobody of the dossier: a ship, a quay, a
family.
"""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest
from linking_scores import lines, touch
from test_example import broken_links, tree

from dossier.link.lexicon import build_lexicon
from dossier.link.scan import Surroundings, find_mentions
from dossier.linking import link
from dossier.load import load
from dossier.model.claim import Citation, Claim
from dossier.model.dossier import Dossier
from dossier.model.linked import LinkedDossier, Mention
from dossier.model.source import OMISSION, Source
from dossier.redact import redact

REPOSITORY = Path(__file__).parents[1]
NAMES = sorted(path.name for path in (REPOSITORY / "examples").iterdir() if path.is_dir())
AS_OF = datetime.date(2026, 11, 21)


def labels(name: str, source: str) -> list[dict]:
    """The mentions in a source's full text, as its editor reads them."""
    return lines(REPOSITORY / "tests" / "examples" / name / f"{source}.jsonl")


@pytest.fixture(scope="module", params=NAMES)
def name(request) -> str:
    """Each example."""
    return request.param


@pytest.fixture(scope="module")
def example(name: str, tmp_path_factory) -> Path:
    """A copy of its folder, without what a build left there."""
    copy = tmp_path_factory.mktemp("examples") / name
    made = shutil.ignore_patterns("build", ".dossier-*", ".*.stage-*")
    return Path(shutil.copytree(REPOSITORY / "examples" / name, copy, ignore=made))


@pytest.fixture(scope="module")
def dossier(example: Path) -> Dossier:
    """Its content, loaded."""
    loaded, found = load(example)
    assert loaded is not None
    assert found == []
    return loaded


@pytest.fixture(scope="module")
def linked(dossier: Dossier) -> LinkedDossier:
    """All of it with its names linked, what is withheld too."""
    public, _ = redact(dossier, AS_OF, drafts=True)
    return link(public)[0]


@pytest.fixture(scope="module")
def site(example: Path, run) -> Path:
    """The built site."""
    ran = run("build", "--site", example, "--as-of", AS_OF, "--strict")
    assert (ran.code, ran.stderr) == (0, "")
    return example / "build"


def full_text(example: Path, source: Source) -> str:
    """The text of a source."""
    assert source.text
    return (example / "seeds" / source.text).read_text("utf-8")


def held(dossier: Dossier) -> list[Source]:
    """The sources that are held; each has its text here."""
    return [source for source in dossier.sources.values() if source.held]


def claims(dossier: Dossier) -> Iterator[Claim]:
    """Every fact, relation and event."""
    for actor in dossier.actors.values():
        yield from chain(actor.facts, actor.relations, actor.events)
    for shared in dossier.events.values():
        yield shared.event


def citations(dossier: Dossier) -> list[Citation]:
    """Every citation of a claim."""
    return [citation for claim in claims(dossier) for citation in claim.sources]


# ---------------------------------------------------------------------------------- whole and clean


def test_the_method_page_explains_the_marks(site: Path, built_site) -> None:
    """What stands beside a status or a date on a page is told on the page that tells what words mean."""
    for folder in (site, built_site("example")):
        pages = "".join(page.read_text("utf-8") for page in folder.glob("*/*/index.html"))
        pages += (folder / "timeline/index.html").read_text("utf-8")
        method = (folder / "method/index.html").read_text("utf-8")
        for mark in ("contested", "2 accounts"):
            assert re.search(rf'<span class="status[ a-z]*">{mark}</span>', pages), mark
            assert f"<em>{mark}</em>" in method


def test_check_finds_nothing_on_any_day(dossier: Dossier, example: Path, run) -> None:
    """Neither an error nor a warning, before an embargo ends and after."""
    records = chain(
        dossier.actors.values(), held(dossier), (s.event for s in dossier.events.values())
    )
    days = {AS_OF, *(record.embargo for record in records if record.embargo)}
    assert len(days) > 1
    for day in days:
        ran = run("check", "--site", example, "--strict", "--leaks", "--as-of", day)
        assert ran.code == 0, ran.stderr
        assert re.fullmatch(
            r"no problems; \d\d+ quotes found in the full texts\n\d points disputed.*\n",
            ran.stdout + ran.stderr,
        )


def test_every_quote_stands_in_its_text(dossier: Dossier, example: Path) -> None:
    """Each part of each passage and of each quoted citation, word for word and in order."""
    quotes = [(source.id, excerpt.quote) for source in held(dossier) for excerpt in source.excerpts]
    quotes += [(c.source, c.quote) for c in citations(dossier) if c.quote]
    assert len(quotes) >= 40
    for source, quote in quotes:
        text, at = " ".join(full_text(example, dossier.sources[source]).split()), 0
        for part in quote.split(OMISSION):
            found = text.find(" ".join(part.split()), at)
            assert found >= 0, f"{source}: {part}"
            at = found + len(part)


def test_what_was_verified_is_recorded(example: Path, run, tmp_path: Path) -> None:
    """`check --record` has nothing to add."""
    copy = Path(shutil.copytree(example, tmp_path / "copy", ignore=shutil.ignore_patterns("build")))
    assert run("check", "--site", copy, "--record").code == 0
    record = "content/verified.jsonl"
    assert (copy / record).read_text("utf-8") == (example / record).read_text("utf-8")


@pytest.mark.parametrize("base", ["http://localhost/some/path/", "file:///x/y/"])
def test_no_link_is_broken(site: Path, base: str) -> None:
    """Below a folder and from disk every link and anchor leads somewhere."""
    assert broken_links(site, base) == []


def test_a_copy_keeps_other_texts_out_of_git(example: Path) -> None:
    """Who starts from the example and takes in a text does not publish it by mistake."""
    rules = (example / "seeds" / ".gitignore").read_text("utf-8").splitlines()
    let_through = {rule[1:] for rule in rules if rule.startswith("!")}
    assert "*" in rules
    assert let_through == {".gitignore", *(path.name for path in (example / "seeds").glob("*.txt"))}


def test_the_readme_says_that_all_is_invented_and_where_things_are(example: Path) -> None:
    """Each file that it names is there."""
    readme = (example / "README.md").read_text("utf-8")
    assert "Everything in it is invented" in readme
    named = re.findall(r"`([\w/.-]+\.(?:yml|md|txt))`", readme)
    assert len(named) > 3
    gone = [each for each in named if not [*example.glob(each if "/" in each else f"**/{each}")]]
    assert gone == []


# ---------------------------------------------------------------------------------- worth copying


def test_it_shows_what_a_dossier_can_hold(dossier: Dossier) -> None:
    """Fifteen actors and eight sources in two languages; every status, stance and kind of origin."""
    said = citations(dossier)
    events = [shared.event for shared in dossier.events.values()]
    origins = [d for source in held(dossier) for d in source.derived_from]
    public = [actor for actor in dossier.actors.values() if not actor.draft]
    assert len(public) >= 15
    assert len([source for source in held(dossier) if not source.embargo]) >= 8
    assert len({source.language for source in held(dossier)}) > 1
    statuses = get_args(get_args(Claim.model_fields["status"].annotation)[0])
    assert {claim.status for claim in claims(dossier)} >= set(statuses)
    assert {citation.stance for citation in said} == {"supports", "denies", "doubts"}
    assert [c for c in said if c.by and c.via and c.via != c.source]
    assert {derivation.basis for derivation in origins} == {"stated", "inferred"}
    assert any(
        sum(d.origin == source.id for d in origins) > 1
        for source in dossier.sources.values()
        if not source.held
    )
    assert any(len(event.dates) > 1 for event in events)
    assert any(event.embargo for event in events)
    assert any(actor.draft for actor in dossier.actors.values())
    assert {source.rights for source in held(dossier)} >= {"open", "quotation"}
    assert any(source.fidelity != "faithful" for source in held(dossier))
    for key in ("aliases", "facts", "relations", "events", "corrections", "reply", "reliability"):
        assert any(getattr(actor, key) for actor in public), key
    assert any(source.corrections for source in held(dossier))
    assert any(claim.credibility for claim in claims(dossier))


def test_what_is_held_back_is_nowhere_until_its_day(
    dossier: Dossier, example: Path, site: Path, run
) -> None:
    """A draft is on no page on any day; what is under embargo is there from its day on."""
    drafts = [actor for actor in dossier.actors.values() if actor.draft]
    sealed = [source for source in held(dossier) if source.embargo]
    assert drafts
    assert sealed
    for source in sealed:
        later = example.parent / f"as-of-{source.embargo}"
        ran = run("build", "--site", example, "--as-of", source.embargo, "-o", later)
        assert ran.code == 0, ran.stderr
        assert (later / f"sources/{source.id}/index.html").is_file()
        before, after = (b"".join(tree(folder).values()).decode() for folder in (site, later))
        assert source.id not in before
        assert source.title not in before
        for actor in drafts:
            assert actor.name not in before + after
            assert actor.id not in before + after


# ---------------------------------------------------------------------------------- linked as wanted

MISREAD = {
    "tordesal-lines": {
        ("judgment-2025", "los buques Doña Mercedes, Cabo Blanquizal e Irene Tordesal"),
    }
}
"""What the linker takes for a person where nobody decides, with words beside it: the source and the words.
A rule that tells it apart takes its line away."""


def test_the_labels_fit_the_texts(name: str, dossier: Dossier, example: Path) -> None:
    """Every label's words stand where it says, and name an actor of the dossier or nobody."""
    for source in held(dossier):
        text, at = full_text(example, source), 0
        for label in labels(name, source.id):
            assert text[label["start"] : label["end"]] == label["text"], source.id
            assert at <= label["start"]
            assert label["actor"] is None or label["actor"] in dossier.actors
            at = label["end"]


def in_passage(quote: str, text: str, marked: list[dict]) -> list[tuple[str, str]]:
    """The words and actors that an editor wants linked in a passage of a text."""
    wanted, at = [], 0
    for part in quote.split(OMISSION):
        words = r"\s+".join(map(re.escape, part.split()))
        found = re.compile(words).search(text, at)
        assert found, part
        at = found.end()
        wanted += [
            (label["text"], label["actor"])
            for label in marked
            if label["actor"] and found.start() <= label["start"] and label["end"] <= at
        ]
    return wanted


def as_linked(mentions: tuple[Mention, ...]) -> list[tuple[str, str]]:
    """The words and actors of the links among some mentions."""
    return [(m.text, m.actor) for m in mentions if m.actor]


def test_passages_link_whom_the_editor_reads_in_them(
    name: str, dossier: Dossier, linked: LinkedDossier, example: Path
) -> None:
    """Neither a link more nor one less, in the words of the source and in their translation."""
    checked = 0
    for source in held(dossier):
        text, marked = full_text(example, source), labels(name, source.id)
        for excerpt, made in zip(source.excerpts, linked.sources[source.id].excerpts, strict=True):
            wanted = in_passage(excerpt.quote, text, marked)
            assert as_linked(made.mentions) == wanted, f"{source.id}#{excerpt.key}"
            checked += len(wanted)
            if excerpt.translation:
                named = {actor for actor, _ in made.translation.named}
                assert named == {actor for _, actor in wanted}, f"{source.id}#{excerpt.key}"
    assert checked >= 30


def test_open_texts_link_whom_the_editor_reads_in_them(
    name: str, dossier: Dossier, linked: LinkedDossier
) -> None:
    """The same in the texts that are published whole."""
    texts = [source.id for source in held(dossier) if source.rights == "open"]
    assert texts
    for source in texts:
        wanted = [(one["text"], one["actor"]) for one in labels(name, source) if one["actor"]]
        assert as_linked(linked.sources[source].text_mentions) == wanted, source


def test_own_words_link_whom_the_editor_means(name: str, linked: LinkedDossier) -> None:
    """Profiles, notes, events and pages: whom `own-words.jsonl` lists for each, and nobody else."""
    made = {f"actors/{key}": actor.texts for key, actor in linked.actors.items()}
    made |= {f"events/{key}": event.texts for key, event in linked.events.items()}
    made |= {f"pages/{key}": (page,) for key, page in linked.pages.items()}
    made |= {
        f"sources/{key}": (
            source.grade_note,
            *source.corrections,
            *source.derivations,
            *(excerpt.note for excerpt in source.excerpts),
        )
        for key, source in linked.sources.items()
    }
    named = {
        record: sorted({actor for text in texts for actor, _ in text.named})
        for record, texts in made.items()
    }
    wanted = {entry["record"]: sorted(entry["links"]) for entry in labels(name, "own-words")}
    assert {record: actors for record, actors in named.items() if actors} == wanted


def test_whole_texts_are_read_rightly_without_a_decision(
    name: str, dossier: Dossier, example: Path
) -> None:
    """`dossier link` names nobody wrong in them, apart from what is known; and misses little."""
    lexicon, _ = build_lexicon([*dossier.actors.values()])
    wrong, missed, right = set(), 0, 0
    for source in held(dossier):
        mentions, _ = find_mentions(full_text(example, source), lexicon, Surroundings(source.id))
        links = [{"start": m.start, "end": m.end, "actor": m.actor} for m in mentions if m.actor]
        for label in labels(name, source.id):
            found = [link["actor"] for link in links if touch(link, label)]
            right += found == [label["actor"]]
            missed += bool(label["actor"]) and not found
            if found not in ([], [label["actor"]]):
                wrong.add((source.id, label["start"], label["end"]))
        assert all(any(touch(one, label) for label in labels(name, source.id)) for one in links)
    known = set()
    for source, words in MISREAD[name]:
        start = full_text(example, dossier.sources[source]).index(words)
        known |= {
            (source, one["start"], one["end"])
            for one in labels(name, source)
            if start <= one["start"] and one["end"] <= start + len(words)
        }
    assert wrong == known
    assert missed <= right // 10
