"""Origins counted claim by claim: which articles are one voice, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.config import SiteConfig
from dossier.evidence.independence import count_origins
from dossier.model.actor import Actor
from dossier.model.claim import Citation, Fact
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.evidence import Independence
from dossier.model.source import Source


def dossier(*actors: dict[str, object], **sources: dict[str, object]) -> Dossier:
    """A dossier of sources and actors; `draws` stands for `derived_from`, all stated."""
    made = {}
    for key, given_values in sources.items():
        values = dict(given_values)
        values["derived_from"] = tuple(
            {"origin": o, "basis": values.get("basis", "stated")} for o in values.pop("draws", ())
        )
        values.pop("basis", None)
        made[key] = Source(id=key, path=f"{key}.yml", title=f"Title {key}", **values)
    outlets = [Actor.model_validate({"path": "x.yml", "kind": "outlet", **each}) for each in actors]
    return Dossier(SiteConfig(title="T"), {each.id: each for each in outlets}, sources=made)


def cite(*sources: str, **more: str) -> list[Citation]:
    """A citation of each source."""
    return [Citation(source=source, **more) for source in sources]


def independence(citations: list[Citation], sources: Dossier) -> Independence:
    """What is counted for a fact of a dossier that cites its sources so."""
    fact = Fact(label="L", value="V", sources=tuple(citations))
    claimant = Actor(id="claimant", path="x.yml", name="Nobody else", kind="person", facts=(fact,))
    public = PublicDossier(
        sources.config, {**sources.actors, claimant.id: claimant}, sources.sources
    )
    return count_origins(public).claims["fact", claimant.id, 0]


def numbers(citations: list[Citation], sources: Dossier) -> tuple[int, int]:
    """Articles and origins for a claim."""
    counted = independence(citations, sources).supporting
    return len(counted.articles), len(counted.origins)


def names(citations: list[Citation], sources: Dossier) -> list[str]:
    """The names of the origins counted."""
    return [origin.name for origin in independence(citations, sources).supporting.origins]


WIRE = dossier(
    wire={"held": False}, other={"held": False},
    a={"draws": ["wire"]}, b={"draws": ["wire"], "basis": "inferred"}, c={}, d={},
)  # fmt: skip


def test_articles_on_one_report_have_one_origin() -> None:
    """Stated, inferred or named in `via`, the same report is the same origin."""
    claim = cite("a", "b") + cite("c", via="wire")
    assert numbers(claim, WIRE) == (3, 1)
    assert [r.basis for r in independence(claim, WIRE).supporting.routes] == [
        "stated", "inferred", "via",
    ]  # fmt: skip


def test_an_article_of_its_own_is_its_own_origin() -> None:
    """What draws on nothing known counts for itself; a source cited twice counts once."""
    assert numbers(cite("a", "c", "d", "c"), WIRE) == (3, 3)


def test_via_wins_over_what_the_source_is_derived_from() -> None:
    """The citation knows better than the record of the whole source."""
    assert names(cite("a", via="other"), WIRE) == ["other"]
    assert numbers(cite("a", via="other") + cite("b"), WIRE) == (2, 2)


CHAIN = dossier(
    wire={"held": False}, middle={"draws": ["wire"]}, late={"draws": ["middle"]},
    other={"draws": ["wire"]}, own={"draws": ["late", "archive"]}, archive={},
)  # fmt: skip


def test_a_copy_of_a_copy_is_no_origin_of_its_own() -> None:
    """What is drawn on step by step is one voice, whether what lies between is cited and held or not."""
    assert names(cite("late"), CHAIN) == ["middle"]
    assert names(cite("middle", "late"), CHAIN) == ["middle"]
    assert names(cite("middle", "late", "other"), CHAIN) == ["wire"]
    assert names(cite("late", "other"), CHAIN) == ["wire"]
    chain = dossier(root={"held": False}, mid={"held": False, "draws": ["root"]},
                    a={"draws": ["mid"]}, b={"draws": ["root"]})  # fmt: skip
    assert names(cite("a", "b"), chain) == ["root"]
    copies = dossier(a={}, b={"draws": ["a"]}, c={"draws": ["b"]})
    assert names(cite("a", "b", "c"), copies) == ["a"]


def test_it_is_said_over_which_other_an_article_goes_back() -> None:
    """Where the origin is not the one that the article itself draws on."""
    counted = independence(cite("late", "other"), CHAIN).supporting
    told = {r.article: (r.basis, r.through and r.through.name) for r in counted.routes}
    assert told == {"late": ("stated", "middle"), "other": ("stated", None)}


def test_a_step_is_not_taken_where_the_citation_says_otherwise() -> None:
    """What the middle of a chain found out itself, or has from elsewhere, is not the wire's."""
    itself = cite("middle", via="middle") + cite("late", "other")
    assert names(itself, CHAIN) == ["middle", "wire"]
    elsewhere = cite("middle", via="a letter") + cite("late", "other")
    assert names(elsewhere, CHAIN) == ["wire", "a letter"]
    assert names(cite("late", via="a letter") + cite("other"), CHAIN) == ["wire", "a letter"]
    assert names(cite("archive", via="middle") + cite("other"), CHAIN) == ["wire"]


def test_one_origin_of_several_does_not_join_the_others() -> None:
    """Two that stand alone stay two where a third draws on both."""
    assert names(cite("archive", "middle", "own"), CHAIN) == ["archive", "wire"]


@pytest.mark.parametrize("ring", ["ab", "abc", "abcd"])
def test_those_that_draw_on_each_other_are_one_voice(ring: str) -> None:
    """A circle is one origin, and no article may go back to itself besides."""
    drawn = {key: {"draws": [other]} for key, other in zip(ring, ring[1:] + ring[0], strict=True)}
    circle = dossier(**drawn, late={"draws": [ring[-1]]})
    counted = independence(cite(*ring), circle).supporting
    assert (len(counted.articles), len(counted.origins)) == (len(ring), 1)
    assert {r.basis for r in counted.routes} == {"circle"}
    assert len(counted.routes) == len(ring)
    assert numbers(cite(*ring, "late"), circle) == (len(ring) + 1, 1)
    assert numbers(cite(ring[0], "late"), circle) == (2, 1)


def test_a_circle_with_a_way_out_goes_back_to_what_lies_outside() -> None:
    """The wire on which one of them draws is the origin of both, and of a third."""
    circle = dossier(wire={"held": False}, a={"draws": ["b"]}, b={"draws": ["a", "wire"]},
                     c={"draws": ["wire"]})  # fmt: skip
    assert names(cite("a", "b", "c"), circle) == ["wire"]


SAME = {"text_sha256": "a" * 64}
COPIES = dossier(
    wire={"held": False}, a=SAME, b=SAME, c={**SAME, "draws": ["wire"]}, d={"text_sha256": "b" * 64},
    e={"draws": ["wire"]},
)  # fmt: skip


def test_one_text_is_one_origin() -> None:
    """Word for word the same: whatever is said of the one is true of the other."""
    assert names(cite("a", "b"), COPIES) == ["a"]
    assert names(cite("a", "b", "d"), COPIES) == ["a", "d"]
    assert names(cite("a", "c"), COPIES) == ["wire"]
    assert names(cite("a", via="a") + cite("b", via="b"), COPIES) == ["a"]
    assert names(cite("b", "c", "e"), COPIES) == ["wire"]
    told = independence(cite("a", "b"), COPIES).supporting.routes
    assert [(r.article, r.basis) for r in told] == [("a", "itself"), ("b", "same_text")]


def test_one_text_is_one_origin_on_a_page_too() -> None:
    """Where one claim cites the one and another the other."""
    assert total(cite("a"), cite("b"), sources=COPIES) == (2, 1)


def test_a_long_chain_is_one_origin() -> None:
    """No depth of copying is too deep."""
    chain = {f"c{n}": {"draws": [f"c{n - 1}"] if n else []} for n in range(3000)}
    assert numbers(cite(*chain), dossier(**chain)) == (3000, 1)


def test_an_article_is_not_counted_beside_one_that_draws_on_it() -> None:
    """The op-ed that repeats the article adds no origin, whatever the article draws on."""
    echo = dossier(nyt={"held": False}, study={"held": False},
                   article={"draws": ["nyt"]}, echo={"draws": ["article", "study"]})  # fmt: skip
    assert names(cite("article", "echo"), echo) == ["article"]
    assert names(cite("echo"), echo) == ["article"]
    assert names(cite("article"), echo) == ["nyt"]


def test_an_article_with_several_origins_is_counted_with_the_one_it_may_share() -> None:
    """The count errs towards dependence, and says which origins it might be besides."""
    several = dossier(x={"held": False}, y={"held": False}, a={"draws": ["x", "y"]},
                      b={"draws": ["y"]}, c={"draws": ["x"]})  # fmt: skip
    assert names(cite("a", "b"), several) == ["y"]
    assert names(cite("a", "b", "c"), several) == ["x", "y"]
    assert numbers(cite("a"), several) == (1, 1)


def test_of_several_origins_the_one_that_the_citation_names_is_shown() -> None:
    """Where the count leaves a choice, what is said of this claim goes before what may be."""
    several = dossier(x={"held": False}, y={"held": False}, z={"held": False},
                      a={"draws": ["x", "y"]})  # fmt: skip
    assert names(cite("a") + cite("a", via="z"), several) == ["z"]


def test_a_document_not_held_is_no_article() -> None:
    """It can be an origin; cited itself, it is named as not counted."""
    counted = independence(cite("wire", "a"), WIRE).supporting
    assert (counted.articles, [o.name for o in counted.origins]) == (("a",), ["wire"])
    assert counted.not_held == ("wire",)
    assert numbers(cite("wire"), WIRE) == (0, 0)


def test_words_and_ids_that_mean_one_report_are_one_origin() -> None:
    """Words are compared without capitals and accents; a source's title is that source."""
    words = cite("c", via="Un  ÍNFORME") + cite("d", via="un informe")
    assert numbers(words, WIRE) == (2, 1)
    assert names(cite("c", via="title WIRE") + cite("d", via="wire"), WIRE) == ["wire"]
    assert numbers(cite("c", via="a report") + cite("d", via="another"), WIRE) == (2, 2)


TIMES = {"id": "nyt", "name": "The New York Times", "aliases": ("NYT", "the Times")}
WEEKLY = {"id": "weekly", "name": "Weekly", "aliases": ("the Times",)}


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("The New York Times", "New York Times", 1),
        ("“La Jornada”", "Jornada,", 1),
        ("L'Express", "Express", 1),
        ("Der Spiegel", "Spiegel.", 1),
        ("nyt", "New York Times", 1),  # an actor's id and its name
        ("nyt", "NYT", 1),
        ("the Times", "nyt", 2),  # a name of two
        ("the Times", "Times", 1),
        ("A.P.", "AP", 1),
        ("A wire", "Wire report", 2),
        ("The", "", 1),
    ],
)
def test_spellings_of_one_origin(one: str, other: str, count: int) -> None:
    """Articles, quotation marks and the names of one actor make no second origin."""
    papers = dossier(TIMES, WEEKLY, c={}, d={})
    claim = cite("c", via=one) + (cite("d", via=other) if other else [])
    assert numbers(claim, papers)[1] == count


def test_an_origin_is_named_as_its_author_wrote_it() -> None:
    """An actor by its name, other words as they stand first in the dossier, in any order of citations."""
    facts = tuple(
        {"label": "L", "value": "V", "sources": ({"source": "c", "via": via},)}
        for via in ("The Wire Service", "the wire service")
    )
    papers = dossier(TIMES, {"id": "ada", "name": "Ada", "facts": facts}, c={}, d={})
    claim = cite("c", via="NYT") + cite("d", via="“the wire  service”")
    assert names(claim, papers) == ["The New York Times", "The Wire Service"]
    assert names(claim[::-1], papers) == ["The New York Times", "The Wire Service"]
    assert names(cite("c", via="An  Unheard-of Sheet,"), papers) == ["An Unheard-of Sheet,"]


def test_denials_and_doubts_are_counted_apart() -> None:
    """Who speaks against a claim neither adds to its origins nor takes from them."""
    claim = cite("a", "b") + cite("c", stance="denies") + cite("d", stance="doubts", via="wire")
    both = independence(claim, WIRE)
    assert (both.supporting.articles, len(both.supporting.origins)) == (("a", "b"), 1)
    assert (both.opposing.articles, len(both.opposing.origins)) == (("c", "d"), 2)


def total(*claims: list[Citation], sources: Dossier) -> tuple[int, int]:
    """Articles and origins of a page with these claims."""
    facts = tuple(Fact(label=f"L{n}", value="V", sources=tuple(c)) for n, c in enumerate(claims))
    claimant = Actor(id="claimant", path="x.yml", name="Nobody else", kind="person", facts=facts)
    public = PublicDossier(sources.config, {claimant.id: claimant}, sources.sources)
    page = count_origins(public).actors["claimant"]
    return page.articles, page.origins


def test_a_page_has_all_the_origins_of_its_claims() -> None:
    """Never fewer than one of its rows; what one claim goes back to is no origin of another."""
    own, taken = cite("a", via="a") + cite("b", via="b"), cite("a", "b")
    assert total(own, taken, sources=WIRE) == (2, 3)
    assert total(own, sources=WIRE) == (2, 2)
    assert total(taken, cite("a"), sources=WIRE) == (2, 1)
    assert total(taken, cite("c", "d"), sources=WIRE) == (4, 3)
    assert total(taken, cite("c", "d", stance="denies"), sources=WIRE) == (2, 1)
    assert total(cite("wire"), [], sources=WIRE) == (0, 0)


def test_what_may_go_back_to_one_origin_is_counted_with_it_on_the_page_too() -> None:
    """Claims of copies step by step, and one of several origins."""
    assert total(cite("late"), cite("other"), sources=CHAIN) == (2, 1)
    several = dossier(x={"held": False}, y={"held": False}, a={"draws": ["x", "y"]},
                      b={"draws": ["y"]})  # fmt: skip
    assert total(cite("a"), cite("b"), sources=several) == (2, 1)


def speaker(one: str, other: str, *, plain: bool = False) -> str:
    """Who alone speaks in two articles that have it from these."""
    papers = dossier(TIMES, WEEKLY, {"id": "ana", "name": "Ana Rueda"}, c={}, d={}, e={})
    more = cite("e") if plain else []
    return independence(cite("c", by=one) + cite("d", by=other) + more, papers).supporting.speaker


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("ana", "Ana Rueda", "Ana Rueda"),
        ("Captain Ida Holm", "captain  Ida Holm", "captain ida holm"),
        ("ana", "nyt", ""),
        ("an official", "an official", ""),
        ("two officers of the Navy", "two officers of the Navy", ""),
        ("the Times", "the Times", "times"),  # a name of two
    ],
)
def test_one_speaker_in_several_articles(one: str, other: str, name: str) -> None:
    """Two papers that quote one person have two origins and one speaker, whom nobody else must join."""
    assert speaker(one, other) == name
    assert speaker(one, other, plain=True) == ""


def test_nothing_cited_is_nothing_counted() -> None:
    """No citation, and a citation of a source that does not exist, give zero."""
    assert numbers([], WIRE) == (0, 0)
    assert numbers(cite("gone"), WIRE) == (0, 0)


IDS = "abcdef"


@st.composite
def claims(draw: st.DrawFn) -> tuple[Dossier, list[Citation]]:
    """Sources that draw on each other in any way, and citations of them."""
    sources = {
        key: {
            "held": draw(st.booleans()),
            "draws": draw(st.lists(st.sampled_from(IDS), max_size=3, unique=True)),
            "basis": draw(st.sampled_from(["stated", "inferred"])),
            "text_sha256": draw(st.sampled_from([None, None, "a" * 64, "b" * 64])),
        }
        for key in IDS
    }
    citation = st.builds(
        Citation,
        source=st.sampled_from(IDS),
        via=st.none() | st.sampled_from([*IDS, "a report", "Title a"]),
        stance=st.sampled_from(["supports", "supports", "denies"]),
    )
    return dossier(**sources), draw(st.lists(citation, max_size=8))


@given(claims(), st.randoms())
def test_order_makes_no_difference_and_origins_never_exceed_articles(made, random) -> None:
    """Any shuffle of the citations gives the same count, and each article one counted origin."""
    sources, cited = made
    counted = independence(cited, sources)
    shuffled = list(cited)
    random.shuffle(shuffled)
    assert independence(shuffled, sources) == counted
    for side in (counted.supporting, counted.opposing):
        assert len(side.origins) <= len(side.articles)
        assert side.listed().keys() == set(side.articles)
        assert set(side.listed().values()) == set(side.origins)
        assert bool(side.origins) == bool(side.articles)
        assert all(sources.sources[article].held for article in side.articles)
        ways = [(route.article, route.origin) for route in side.routes]
        assert len(ways) == len(set(ways))
        assert not [r for r in side.routes if r.origin.source == r.article
                    and r.origin != side.listed()[r.article]]  # fmt: skip


@given(claims(), st.integers(0, 8))
def test_a_page_never_has_fewer_origins_than_a_claim_on_it(made, cut) -> None:
    """However the citations are shared out among two claims."""
    sources, cited = made
    parts = [cited[:cut], cited[cut:]]
    rows = [len(independence(part, sources).supporting.origins) for part in parts]
    assert max(rows) <= total(*parts, sources=sources)[1] <= sum(rows)


@given(claims(), st.sampled_from(IDS))
def test_one_more_voice_never_makes_fewer_articles(made, source) -> None:
    """Adding a citation keeps every article that was counted."""
    sources, cited = made
    before = independence(cited, sources).supporting
    after = independence([*cited, Citation(source=source)], sources).supporting
    assert set(before.articles) <= set(after.articles)
