"""The linker on plain text: what it finds, what it holds back, what the author decided."""

from __future__ import annotations

import gc
import time
from dataclasses import replace

import pytest
from conftest import linked_of
from hypothesis import given
from hypothesis import strategies as st
from linking_scores import SETS, labelled

from dossier.fold import fold
from dossier.link.capitals import CAPITALS, NUMBERED, shaped_capitals
from dossier.link.document import Document
from dossier.link.lexicon import Lexicon, build_lexicon
from dossier.link.plain import PlainNames
from dossier.link.scan import Surroundings, find_mentions
from dossier.link.texts import LinkContext, link_source
from dossier.markup import to_html
from dossier.model.actor import Actor, Alias
from dossier.model.linked import Targets
from dossier.model.source import Excerpt, Source


def lexicon(**names: list[str | dict[str, object]]) -> Lexicon:
    """A lexicon of actors; each one's first name is its name, the others its aliases."""
    actors = [
        Actor(
            id=key,
            path=f"{key}.yml",
            name=str(first),
            kind="person",
            aliases=tuple(
                Alias.model_validate({"text": a} if isinstance(a, str) else a) for a in rest
            ),
        )
        for key, (first, *rest) in names.items()
    ]
    return build_lexicon(actors)[0]


NAMES = lexicon(
    bank=["Banco Ficticio", "BF"],
    son=["Joaquín Guzmán López"],
    father=["Joaquín Guzmán", {"text": "Pavo", "ambiguous": True}],
    twin=["Ann", {"text": "The Twin", "near": ("sister",)}],
    other=["Otto", {"text": "Sea Bird", "autolink": False}, {"text": "Gale", "not_in": ("s1",)}],
)


def seen(text: str, **around: object) -> list[tuple[str, str | None, str]]:
    """Words, actor and rule of each mention."""
    mentions, _ = find_mentions(text, NAMES, Surroundings(**around))  # type: ignore[arg-type]
    return [(m.text, m.actor, m.rule) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Banco Ficticio", [("Banco Ficticio", "bank", "name")]),
        ("the BF's", [("BF", "bank", "alias")]),
        ("BFF and aBF", []),
        ("(BF)", [("BF", "bank", "alias")]),
        ("bf", []),
        ("Joaquin Guzman Lopez", [("Joaquin Guzman Lopez", "son", "name")]),
        ("Joaquín Guzmán.", [("Joaquín Guzmán", "father", "name")]),
        ("Joaqui\u0301n Guzma\u0301n", [("Joaqui\u0301n Guzma\u0301n", "father", "name")]),
        ("Banco\u00a0Ficticio", [("Banco\u00a0Ficticio", "bank", "name")]),
        ("Banco Fic\u00adti\u200bcio", [("Banco Fic\u00adti\u200bcio", "bank", "name")]),
        ("Banco\nFicticio", [("Banco\nFicticio", "bank", "name")]),
        ("Annapolis", []),
        ("BF–Ann", [("BF", "bank", "alias"), ("Ann", "twin", "name")]),
    ],
)
def test_names_are_whole_words_longest_first_accents_folded(
    text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    """A name is found as whole words; a longer name hides a shorter one inside it."""
    assert seen(text) == expected


def test_ambiguous_and_conditional_aliases_are_held_back() -> None:
    """`ambiguous`, `autolink: false`, `near` and `not_in` hold a name back and say why."""
    assert seen("Pavo") == [("Pavo", None, "ambiguous")]
    assert seen("Sea Bird") == [("Sea Bird", None, "autolink-off")]
    assert seen("The Twin") == [("The Twin", None, "ambiguous")]
    assert seen("The Twin, a sister") == [("The Twin", "twin", "alias")]
    assert seen("Gale", source="s1") == [("Gale", None, "not-in")]
    assert seen("Gale", source="s2") == [("Gale", "other", "alias")]


def test_a_name_of_two_actors_is_linked_to_neither_and_reported() -> None:
    """Nothing guesses between two actors; the author is told where the name stands twice."""
    actors = [
        Actor(id=key, path=f"{key}.yml", name=key, kind="person", aliases=(Alias(text="Bo"),))
        for key in ("one", "two")
    ]
    names, found = build_lexicon(actors)
    mentions, _ = find_mentions("Bo", names, Surroundings())
    assert [(m.actor, m.candidates) for m in mentions] == [(None, ("one", "two"))]
    assert [(d.code, d.location.path) for d in found] == [("ambiguous-alias", "two.yml")]


def test_decisions_are_obeyed() -> None:
    """`links` decides by words, by the number of their occurrence, and against linking."""
    text = "Pavo met Pavo and Ann."
    decided = {"Pavo": "father", "Pavo#2": None, "Ann": None}
    assert seen(text, decisions=decided) == [
        ("Pavo", "father", "decision"),
        ("Pavo", None, "decision"),
        ("Ann", None, "decision"),
    ]


@pytest.mark.parametrize("blanks", ["\n", "\r\n", " \n  ", "\u00a0", "\u3000"])
def test_a_decision_reaches_words_in_two_lines(blanks: str) -> None:
    """Blanks and line ends between the words count as one, as they do for names."""
    text = f"the Banco{blanks}Ficticio, Banco Ficticio"
    decided = {"Banco Ficticio#1": None, "Banco Ficticio#2": "son"}
    assert seen(text, decisions=decided) == [
        (f"Banco{blanks}Ficticio", None, "decision"),
        ("Banco Ficticio", "son", "decision"),
    ]


def test_a_decision_leaves_longer_names_alone() -> None:
    """Words decided: "Joaquín" for somebody does not take "Joaquín Guzmán" apart."""
    assert seen("Joaquín Guzmán", decisions={"Joaquín": "son"}) == [
        ("Joaquín Guzmán", "father", "name")
    ]


def test_unused_decisions_are_not_reported_as_used() -> None:
    """The scan says which decisions it used, so that the others can be reported."""
    _, used = find_mentions("Ann", NAMES, Surroundings(decisions={"Ann": None, "Ann#2": "bank"}))
    assert used == {"Ann"}


@given(st.text())
def test_any_text_gives_ordered_mentions_of_the_text_itself(text: str) -> None:
    """Offsets index the original text, mentions never overlap, nothing raises."""
    mentions, _ = find_mentions(text, NAMES, Surroundings(decisions={"a": "bank", "e#2": None}))
    at = 0
    for mention in mentions:
        assert at <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        at = mention.end


@given(st.text(alphabet=st.sampled_from("Añn\u0301Jé. BF-\n’\u00ad Joaquín Guzmán López")))
def test_texts_full_of_names_keep_their_offsets(text: str) -> None:
    """The same on texts made of pieces of names."""
    test_any_text_gives_ordered_mentions_of_the_text_itself.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    """Each character of the folded text stands where its offset says."""
    folded, offsets = fold(text)
    if offsets is None:
        assert len(folded) == len(text)
    else:
        assert len(folded) == len(offsets)
        assert [*offsets] == sorted(set(offsets))


FAMILY = lexicon(
    father=["Evaristo Quintanar Robles", "El Zurdo"],
    son=["Evaristo Quintanar Medina", "El Zurdito"],
    rhee=["Mohammed al-Darouri"],
    hulst=["Maarten van der Hulst"],
    tan=["Tan Wei Ming"],
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Evaristo “El Zurdo” Quintanar fled.", [("Evaristo “El Zurdo” Quintanar", "father")]),
        ("Evaristo 'El Zurdito' Quintanar fled.", [("Evaristo 'El Zurdito' Quintanar", "son")]),
        ("Evaristo Quintanar fled.", [("Evaristo Quintanar", None)]),
        ("Evaristo Quintanar Salas fled.", []),
        ("General Mohamed el-Darouri spoke.", [("Mohamed el-Darouri", "rhee")]),
        ("Then al-Darouri spoke.", []),
        ("Mohammed al-Darouri came. Then al-Darouri spoke.",
         [("Mohammed al-Darouri", "rhee"), ("al-Darouri", "rhee")]),
        ("Maarten van der Hulst left. Sanne van der Hulst stayed. Ms Van der Hulst wept.",
         [("Maarten van der Hulst", "hulst"), ("Van der Hulst", None)]),
        ("Wei Ming Tan is rich. Mr Tan paid.", [("Wei Ming Tan", "tan"), ("Tan", "tan")]),
        ("Tan Wei Ming sat in a tan suit on the Tan Building.", [("Tan Wei Ming", "tan")]),
        ("M. van der Hulst signed.", [("M. van der Hulst", "hulst")]),
    ],
)  # fmt: skip
def test_the_grammar_of_names(text: str, expected: list[tuple[str, str | None]]) -> None:
    """Surnames after the full name, nicknames inside it, spellings, family names first; never inside
    the longer name of somebody else.
    """
    mentions, _ = find_mentions(text, FAMILY, Surroundings())
    assert [(m.text, m.actor) for m in mentions] == expected


GROUPS = build_lexicon(
    [
        Actor(id="carabal", path="c", name="Carabal Cartel", kind="organization",
              aliases=(Alias(text="Carabal"),)),
        Actor(id="brigade", path="b", name="Ras Tamim Brigade", kind="organization",
              aliases=(Alias(text="Ras Tamim"),)),
        Actor(id="office", path="o", name="Markets Conduct Office", kind="agency"),
    ]
)[0]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Farmers in southern Carabal waited.", [None]),
        ("They fled to Carabal.", [None]),
        ("Members of Carabal were held.", ["carabal"]),
        ("Carabal gunmen came.", ["carabal"]),
        ("An alliance with Carabal was signed.", ["carabal"]),
        ("Rain fell on Carabal in May. Roads in Carabal are closed.", [None, None]),
        ("Ras Tamim, a fishing town, was quiet.", [None]),
        ("The Carabal cartels and the Ras Tamim brigade fought.", ["carabal", "brigade"]),
        ("The Markets Conduct Office (MCO) wrote. The MCO waits.", ["office", "office", "office"]),
    ],
)
def test_places_and_groups_are_told_apart(text: str, expected: list[str | None]) -> None:
    """By the words around a name, else by the document; where they leave doubt, nothing is linked."""
    mentions, _ = find_mentions(text, GROUPS, Surroundings())
    assert [m.actor for m in mentions] == expected


def test_time_grows_with_the_text_not_with_its_square() -> None:
    """Ten times the text takes at most thirty times the time (a hundred, were it its square)."""
    sentence = "Evaristo Quintanar Robles met Tan Wei Ming in Norland; then Quintanar left Mr Tan. "
    times = []
    for size in (200, 2000):
        text = sentence * size
        runs = []
        for _ in range(3):
            began = time.process_time()
            mentions, _used = find_mentions(text, FAMILY, Surroundings())
            runs.append(time.process_time() - began)
            assert len(mentions) >= 2 * size
        times.append(min(runs))
    assert times[1] < 30 * times[0]


def test_names_in_small_letters_and_in_scripts_without_capitals() -> None:
    """A name such as "eBay" is found as it is written; so are names in Arabic, Hebrew, Chinese between blanks."""
    names = lexicon(ebay=["eBay", "de Volkskrant"], lin=["林郑"], ali=["علي حسن"], dana=["דנה כהן"])
    text = "Then eBay sued de Volkskrant; ebay, 林郑 and علي حسن did not, nor דנה כהן."
    mentions, _ = find_mentions(text, names, Surroundings())
    assert [(m.text, m.actor) for m in mentions] == [
        ("eBay", "ebay"),
        ("de Volkskrant", "ebay"),
        ("林郑", "lin"),
        ("علي حسن", "ali"),
        ("דנה כהן", "dana"),
    ]


def test_names_with_signs_in_them() -> None:
    """Underscores, ampersands and full stops inside a name are part of it."""
    firms = [
        Actor(id=key, path=key, name=name, kind="organization")
        for key, name in (("x", "@HEARST_BB"), ("att", "AT&T"), ("jj", "J.P. Harrow & Co"))
    ]
    text = "A map by @HEARST_BB, a bill of AT&T, a loan by J.P. Harrow & Co."
    mentions, _ = find_mentions(text, build_lexicon(firms)[0], Surroundings())
    assert [(m.text, m.actor) for m in mentions] == [
        ("HEARST_BB", "x"),
        ("AT&T", "att"),
        ("J.P. Harrow & Co", "jj"),
    ]


class NothingPlain(PlainNames):
    """Leaves every name to the reader."""

    def ends_at(self, folded: str, start: int, end: int) -> bool:
        """Any name may go on."""
        return False


def read_slowly(names: Lexicon) -> Lexicon:
    """The same names, none of which is taken without reading."""
    return replace(names, plain=NothingPlain())


@pytest.mark.parametrize("name", SETS)
def test_names_taken_without_reading_are_those_that_reading_finds(name: str) -> None:
    """The short cuts change no mention and no rule in any labelled text."""
    for actors, texts in labelled([name]):
        names = build_lexicon(actors)[0]
        taken = [
            m
            for text, _ in texts
            for m in names.plain.split(Document(text), names.beginnings).plain
        ]
        assert taken
        for text, _ in texts:
            fast, _ = find_mentions(text, names, Surroundings())
            assert fast == find_mentions(text, read_slowly(names), Surroundings())[0]


@given(st.text("AZaz05_ .-'\n,", max_size=30))
def test_capitals_are_found_by_their_shape(text: str) -> None:
    """The quick way to them tells the same places, or is told by a number with a dot that it cannot."""
    spans = [match.span() for match in CAPITALS.finditer(text)]
    assert shaped_capitals(text) == spans or NUMBERED.search(text)


def test_a_number_before_a_name_is_no_initial() -> None:
    """A list has "5. Ann Miller"; "B. Ann Miller" would be somebody else."""
    names = lexicon(ann=["Ann Miller"])
    for text in ("5. Ann Miller came.", "5. Ann Miller came with Béla."):
        assert [m.text for m in find_mentions(text, names, Surroundings())[0] if m.actor] == [
            "Ann Miller"
        ]


def test_linking_leaves_nothing_to_be_searched_for() -> None:
    """What was made to read a text goes when it was read: no circle keeps it."""
    text = "Joaquín Guzmán López met Ann Otto. Guzmán said the Banco Ficticio, later BF, paid Otto."
    find_mentions(text, NAMES, Surroundings())
    was_on = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        find_mentions(text, NAMES, Surroundings())
        assert gc.collect() == 0
    finally:
        if was_on:
            gc.enable()


def test_a_sentence_that_is_quoted_stands_on_a_page_once() -> None:
    """Of an open text: as the passage with its note; others in that sentence keep it, for themselves."""
    text = "Ann met\nOtto. Otto left for “Banco Ficticio”. Ann wept."
    excerpts = (Excerpt(quote="Ann met Otto"), Excerpt(quote='Otto left for "Banco', id="x"))
    source = Source(id="s", path="s.yml", title="S", rights="open", excerpts=excerpts)
    context = LinkContext(NAMES, to_html, Targets())
    made, _ = link_source(source, text, context)
    assert [[m.actor for m in sentence.mentions] for sentence in made.sentences] == [
        ["bank"],
        ["twin"],
    ]
    assert ">Otto</a> left" in made.sentences[0].html


SHIPS = lexicon(ann=["Ann Lee"], ida=["Ida Vega Luna", "Don Ida", "El Sabio Vega"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # With an article the whole name of a person is that of a ship, a street, a stadium.
        ("They sold the Ann Lee, which sank.", [None]),
        ("They sat aboard the Ann Lee. Lee is a town.", [None]),
        ("Ayer vendieron el Ida Vega y la carga del Ida Vega.", [None, None]),
        ("la tripulación del Ida Vega", [None]),
        ("el muelle Ida Vega; the ferry Ann Lee sank", [None, None]),
        # But not where a word goes on that makes it the person's, or speaks of the person.
        ("the Ann Lee affair, and the Ann Lee who left, the Ann Lee of old", ["ann", "ann", "ann"]),
        ("el Ida Vega que conocimos y el Sabio Vega", ["ida", "ida"]),
        ("The late Ann Lee sold it.", ["ann"]),
        # A family is nobody; Spanish adds no letter.
        ("Ida Vega vino y habla de los Vega; dice que Vega calla.", ["ida", None, "ida"]),
        # Spanish writes titles that belong to a name in small letters.
        ("la hija de don Ida", ["ida"]),
    ],
)
def test_what_bears_a_persons_name_is_not_the_person(text: str, expected: list[str | None]) -> None:
    """Seen and held back, for the author to say; the surname elsewhere is the person's as before."""
    mentions, _ = find_mentions(text, SHIPS, Surroundings())
    assert [m.actor for m in mentions] == expected


def test_an_ambiguous_name_is_not_left_to_who_shares_it() -> None:
    """The profile says that the words also mean something else: so they may mean the firm, too."""
    names = lexicon(line=["Vega Line", {"text": "Vega", "ambiguous": True}], ida=["Ida Vega"])
    mentions, _ = find_mentions("Ida Vega left. Friends of Vega wept.", names, Surroundings())
    assert [(m.actor, m.candidates) for m in mentions] == [("ida", ()), (None, ("ida", "line"))]


def test_what_is_decided_of_a_passage_holds_for_its_translation() -> None:
    """There the words are the author's, who has said already whom they mean; a count says nothing."""
    actors = {
        "ann": {"name": "Ann Otto", "kind": "person"},
        "gale": {"name": "Gale", "kind": "organization"},
    }
    excerpt = {
        "quote": "El Ann Otto salió; Gale y Gale no.",
        "translation": "The Ann Otto sailed; Gale did not.",
        "links": {"Ann Otto": None, "Gale#1": None},
    }
    linked = linked_of(actors=actors, sources={"log": {"title": "Log", "excerpts": (excerpt,)}})
    (passage,) = linked.sources["log"].excerpts
    assert [actor for actor, _ in passage.translation.named] == ["gale"]


WORDS = [
    "Joaquín", "Guzmán", "López", "Guzman Lopez", "J.", "Ann", "Otto", "Banco", "Ficticio", "Banco Ficticio",
    "Joaquín Guzmán", "Joaquín Guzmán López", "BF", "the", "of", "de", "van", "in", "said", "cartel", "Corp.",
    "bank", "Jr", "is a town", "Texas", "his wife", "Mrs", "who", "B.", "younger",
]  # fmt: skip
GAPS = [" ", " ", " ", ", ", ". ", "-", "\n", "\n\n", ' "', '" ', "'s ", " (", ") ", "  "]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=14))
def test_the_short_cuts_change_nothing_in_any_text(parts: list[tuple[str, str]]) -> None:
    """The same for names and telling words in any order, with anything between them."""
    text = "".join(word + gap for word, gap in parts)
    slow = read_slowly(NAMES)
    assert find_mentions(text, NAMES, Surroundings()) == find_mentions(text, slow, Surroundings())


@pytest.mark.parametrize(
    "address", ["https://news.example/{}/", "www.{}.example", "ftp://x.example?a={}"]
)
def test_nobody_is_named_in_an_address(address: str) -> None:
    """Before it and behind it the name is linked as ever."""
    text = f"The BF wrote at {address.format('BF')} of the BF."
    assert [m[:2] for m in seen(text)] == [("BF", "bank")] * 2
    assert [m.start for m in find_mentions(text, NAMES, Surroundings())[0]] == [
        4,
        len(text) - 3,
    ]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("María Fernanda Ortega Ruiz", ["M. F. Ortega Ruiz", "M.F. Ortega", "M. Ortega Ruiz"]),
        ("John Robert Smith", ["J. R. Smith", "J.R. Smith", "J. Smith"]),
        ("El Z-40", ["El Z-40", "El Z40"]),
        ("MS-13", ["MS-13", "MS13", "MS 13"]),
        ("M23", ["M23", "M-23"]),
    ],
)
def test_initials_and_numbers_are_spelled_in_several_ways(name: str, texts: list[str]) -> None:
    """With a hyphen and without, with a blank and without; a longer number is another."""
    one = lexicon(one=[name])
    for text in texts:
        mentions, _ = find_mentions(f"Later {text} left.", one, Surroundings())
        assert [(m.text, m.actor) for m in mentions] == [(text, "one")]
        assert mentions[0].rule in ("name", "initials")
    if name[-1].isdigit():
        assert find_mentions(f"Later {texts[-1]}0 left.", one, Surroundings())[0] == ()
