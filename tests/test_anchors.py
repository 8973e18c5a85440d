"""What a link to a quote has to name, so that the first place that fits is the quote's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.alignment import align
from dossier.evidence.anchors import PageWords, leads_there
from dossier.evidence.typography import plain_text
from dossier.fragments import terms_for
from dossier.model.verification import Reach, Wording

START = "the two men who had come by the night boat from the north"
QUOTE = (
    f"{START} had never paid for the rooms they lived in, and said so before the judge that year"
)
assert len(QUOTE) > 100


def link(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[Reach | None, bool]:
    """What a link to a quote in a text has to name more, and whether it leads there."""
    page = PageWords(plain_text(text))
    return leads_there(page, quote, prefix, suffix, align(page.text, quote, prefix, suffix).spans)


def test_words_that_stand_nowhere_else_need_nothing() -> None:
    """The first eight words and the last lead to the quote: as it always was."""
    assert link(f"It is said that {QUOTE}. So it goes.", QUOTE) == (None, True)


@pytest.mark.parametrize("earlier", [START, START.title(), START.replace("o", "ö")])
def test_a_beginning_that_stands_earlier_is_made_longer(earlier: str) -> None:
    """Until it differs; browsers make no difference between capitals, nor between accents."""
    text = f"There were {earlier} of the town.\n\nIt is said that {QUOTE}. So it goes."
    reach, led = link(text, QUOTE)
    assert led
    assert reach == Reach(0, len(START.split()) + 1, 8)
    named = terms_for(QUOTE, wording=Wording(reach=reach))
    assert named.start == f"{START} had"
    assert named.end == "and said so before the judge that year"


def test_letters_that_are_two_when_folded_move_no_place() -> None:
    """A browser takes "ß" for "ss"; the places after it are found all the same."""
    text = f"Die Straße: there were {START} of the town.\n\nIt is said that {QUOTE}. So it goes."
    assert link(text, QUOTE) == (Reach(0, len(START.split()) + 1, 8), True)


def test_an_end_that_stands_within_the_quote_is_made_longer() -> None:
    """Else only a part of the quote would be marked."""
    end = "one of the eight who had signed it"
    quote = f"The board heard of all the money only from {end}, then from his wife, and again from {end}"
    reach, led = link(f"{quote}. So it goes.", quote)
    assert (reach, led) == (Reach(0, 8, 10), True)  # "from" stands before both


def test_a_first_part_that_stands_earlier_is_left_out_of_the_link() -> None:
    """Of a quote with omissions the link begins with the first part that tells it."""
    text = "The tug left at noon. The tug left at noon and it was lost, they say, in the fog."
    quote = "The tug left at noon […] it was lost […] in the fog"
    assert link(text, quote) == (Reach(1, 3, 3), True)
    assert terms_for(quote, wording=Wording(reach=Reach(1, 3, 3)))[:4] == (
        "",
        "it was lost",
        "in the fog",
        "",
    )


def test_with_a_suffix_the_whole_quote_is_named() -> None:
    """A range would begin at the first of two places whose ends go on otherwise."""
    text = f"First {QUOTE} in vain. Then {QUOTE} in full."
    reach, led = link(text, QUOTE, suffix="in full")
    assert led
    assert terms_for(QUOTE, suffix="in full", wording=Wording(reach=reach))[1:3] == (QUOTE, "")


def test_a_beginning_goes_over_no_blank_line() -> None:
    """It has to lie in one paragraph; what begins the second one is named instead."""
    head = "One of them had come from the far north"
    text = f"{head}.\n\nLater again: {head}\n\nand paid for all that year, which nobody in the town had asked for."
    quote = f"{head}\n\nand paid for all that year"
    reach, led = link(text, quote)
    assert led
    assert terms_for(quote, wording=Wording(reach=reach)).start == "and paid for all that year"
    folded = f"{head} and paid for all that year, which nobody in the town had asked for"
    assert len(folded) > 100
    reach, led = link(text, folded)
    assert led
    own = (text[text.rindex(head) : -1],)
    named = terms_for(folded, wording=Wording(own, reach))
    assert named.start == "and paid for all that year, which nobody"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("he is lying – or hasn’t read it", "he is lying - or hasn't read it"),
        ("No sé —dijo— nada de eso", "No sé - dijo - nada de eso"),
        ("so—twice, he said", "so — twice, he said"),
        ("il dit : « Non » et part", 'il dit: "Non" et part'),
        ("the re\u2011opened case", "the re-opened case"),
        ("a well-\nknown and con-\ntrolled firm", "a well-known and controlled firm"),
    ],
)
def test_a_link_names_the_signs_of_the_text(text: str, quote: str) -> None:
    """Of a quote in another typography; a browser would find its own signs nowhere."""
    page = PageWords(plain_text(f"It was so: {text}, they say."))
    (span,) = align(page.text, quote).spans
    wording = Wording((page.text.original[slice(*span)],))
    named = terms_for(quote, wording=wording)
    shown = text.replace("-\nknown", "-known").replace("con-\n", "con")
    assert named[:4] == ("", shown, "", "")
    assert leads_there(page, quote, "", "", [span]) == (None, True)
    where = PageWords(plain_text(f"It was so: {shown}, they say."))
    assert where.find(named) == (11, 11 + len(shown))
    if "\n" not in text:
        assert where.find(terms_for(quote, wording=Wording())) is None


def test_signs_that_browsers_tell_apart_are_no_lookalikes() -> None:
    """Only what a browser takes for the same words is in the way of a link."""
    quote = "he is lying — or has not read it"
    for earlier, led in (("He is lying - or has not read it.", True), (quote.title(), False)):
        assert link(f"{earlier} Later: {quote}.", quote) == (None, led)


@pytest.mark.parametrize("quote", ["It is the council", "homme est venu"])
def test_words_that_no_browser_finds_lead_nowhere_else(quote: str) -> None:
    """A quote may end before "'s", a browser's term may not: the page is shown from its top."""
    assert link("It is the council's plan. L'homme est venu.", quote) == (None, True)


def test_the_same_words_in_other_letters_are_reported() -> None:
    """A headline above the sentence: only words beside the quote could tell the two apart."""
    text = "A Cartel In Decline\n\nIt is a cartel in decline, he said."
    assert link(text, "a cartel in decline") == (None, False)
    assert link(text, "a cartel in decline", prefix="It is") == (None, True)


WORDS = st.lists(st.sampled_from(["a", "B", "b", "ä", "cc", "d,"]), min_size=1, max_size=40)


@given(WORDS, st.data())
def test_a_link_that_is_said_to_lead_there_does(words: list[str], data: st.DataObject) -> None:
    """Whatever repeats: the browser's first place begins within the quote and ends there."""
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    at = len(" ".join(words[:start])) + bool(start)
    page = PageWords(plain_text(text))
    span = (at, at + len(quote))
    reach, led = leads_there(page, quote, "", "", [span])
    found = page.find(terms_for(quote, wording=Wording(reach=reach)))
    assert found is not None
    assert led is (found[0] == span[0])
    assert not led or found[1] <= span[1]
