"""Quotes found in full texts: five states, places in code points, linear time."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.evidence.alignment import align, cuts_word
from dossier.evidence.nearest import nearest_passage
from dossier.evidence.typography import plain_text

TEXT = (
    "The “harbour” was closed — so the pilot’s wife said…\n"
    "José saw\u00a0the ﬁrst co\u00adop\u00aderation, a café on 5 May. "
    "The tug left. It was noon. The tug left. It was night."
)
PLAIN = plain_text(TEXT)


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("The “harbour” was closed — so", "exact"),
        ('The "harbour" was closed - so', "normalised"),
        ("The „harbour‟ was closed -- so", "normalised"),
        ("pilot's wife said...", "normalised"),
        ("wife said… José saw the", "normalised"),
        ("first cooperation", "normalised"),
        (unicodedata.normalize("NFD", "José saw"), "normalised"),
        (unicodedata.normalize("NFD", "a café on"), "normalised"),
        ("The harbour was closed", "not-found"),  # a mark left out
        ("the “harbour” was closed", "not-found"),  # case
        ("Jose saw", "not-found"),  # an accent
        ("a cafe", "not-found"),
        ("was closed, so", "not-found"),  # another mark
        ("wasclosed", "not-found"),  # a blank left out divides words
        ("The tug left.", "ambiguous"),
        ("The “harbour” […] 5 May", "exact"),
        ("5 May […] The “harbour”", "not-found"),
        ("It was […] was noon", "not-found"),  # parts may not overlap
        ("a café […] The tug left", "exact"),
        ("The tug left […] was", "ambiguous"),
    ],
)
def test_states(quote: str, state: str) -> None:
    """White space and the form of signs may differ, and nothing else."""
    found = align(PLAIN, quote)
    assert found.state == state
    assert bool(found.spans) is (state in ("exact", "normalised"))


def test_an_accent_stored_apart_counts() -> None:
    """A letter without the accent that follows it is another letter, though its code point is there."""
    text = plain_text(unicodedata.normalize("NFD", "a café on"))
    assert align(text, "a cafe").state == "not-found"
    assert align(text, "a café").state == "normalised"


def test_no_text() -> None:
    """Without a text nothing is found, and nothing is wrong."""
    assert align(None, "a").state == "no-text"


def test_prefix_suffix_and_record_decide() -> None:
    """What stands beside the quote says which of two is meant; else the place found before."""
    first, second = TEXT.index("The tug left"), TEXT.rindex("The tug left")
    size = len("The tug left")
    assert align(PLAIN, "The tug left", prefix="5 May.").spans == ((first, first + size),)
    assert align(PLAIN, "The tug left", suffix=". It was night").spans == ((second, second + size),)
    recorded = [(second, second + size)]
    assert align(PLAIN, "The tug left", recorded=recorded).spans == tuple(recorded)
    assert align(PLAIN, "The tug left", recorded=[(0, size)]).state == "ambiguous"
    wrong = align(PLAIN, "The tug left", prefix="midnight.")
    assert (wrong.state, wrong.reason) == ("not-found", "context")


def test_of_two_beginnings_the_nearer_counts() -> None:
    """`A … A … B` holds one shortest passage from A to B, so it is not ambiguous."""
    text = plain_text("one x one y two; three")
    assert align(text, "one […] two").spans == ((6, 9), (12, 15))


CHANGES = [
    lambda s: s.replace("“", '"').replace("”", '"'),
    lambda s: s.replace("’", "'"),
    lambda s: s.replace(" ", "\n"),
    lambda s: s.replace(" ", "\u00a0 "),
    lambda s: s.replace("—", "--").replace("–", "-"),
    lambda s: s.replace("…", "..."),
    lambda s: s.replace("fi", "ﬁ"),
    lambda s: unicodedata.normalize("NFD", s),
    lambda s: unicodedata.normalize("NFC", s),
    lambda s: s[:2] + "\u00ad" + s[2:] if s[:3].isalpha() and s[:3].isascii() else s,
]
WORDS = st.text("abfi éñ\n\t\u00a0“”’\"'—–-….,\u00ad\u0301\u200bﬁ한ᄒ", max_size=200) | st.text(
    max_size=80
)


@given(WORDS, st.data())
def test_any_slice_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    """A slice that cuts no letter in two is found there, also after typographic changes."""
    plain = plain_text(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end].strip()
    start = text.index(quote, start)
    end = start + len(quote)
    assume("[…]" not in quote and plain_text(quote).plain.strip())
    assume(start in plain.starts and end in plain.ends)
    # An accent that belongs to no letter is nothing a change of typography has to keep.
    alone = [
        at for at, c in enumerate(quote) if unicodedata.combining(c) and not quote[at - 1].isalpha()
    ]
    assume(not alone)
    # Nor is what cannot be seen at either end.
    assume(not {quote[0], quote[-1]} & {"\u00ad", "\u200b"})
    # Not from within a dash of two hyphens or white space with a soft hyphen in it.
    assume(text[start:end] == quote and plain.is_whole(
        plain.starts.index(start), len(plain.ends) - plain.ends[::-1].index(end)
    ))  # fmt: skip
    first, last = plain.starts.index(start), len(plain.ends) - plain.ends[::-1].index(end)
    assume(not cuts_word(plain.plain, first, last))  # that is no place: see the next test
    found = align(plain, quote, recorded=[(start, end)])
    assert found.spans == ((start, end),)
    assert found.state == "exact"
    change = data.draw(st.sampled_from(CHANGES))
    changed = change(quote)
    assume("[…]" not in changed)
    again = align(plain, changed, recorded=[(start, end)])
    assert again.spans == ((start, end),), (quote, changed)
    assert again.state == ("exact" if changed.strip() == quote else "normalised")


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_and_no_quote_breaks_it(text: str, quote: str) -> None:
    """Whatever is looked for in whatever: a state, spans inside the text, no exception."""
    plain = plain_text(text)
    found = align(plain, quote)
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
    nearest_passage(plain, quote)


def test_the_nearest_passage_shows_what_differs() -> None:
    """The words that differ stand in marks; a long passage is cut to 28 words around the first."""
    assert nearest_passage(PLAIN, "The harbour was closed") == '»The "harbour"« was closed' or (
        nearest_passage(PLAIN, "The harbour was closed") == 'The »"harbour"« was closed'
    )
    many = " ".join(f"word{n}" for n in range(100))
    hint = nearest_passage(plain_text(many), many.replace("word50", "other"))
    assert len(hint.split()) <= 30
    assert "»word50«" in hint
    assert nearest_passage(PLAIN, "Zwölf Boxkämpfer jagen quer") == ""


def seconds(size: int, letter: bool) -> float:
    """How long a found, a missing and a part-wise quote take in a text of some words."""
    text = " ".join(f"w{n % 977}é" for n in range(size)) + " the end of it"
    began = time.perf_counter()
    plain = plain_text(text)
    assert align(plain, "the end of it").state == "exact"
    assert align(plain, "w1é […] w2é […] the end").state in ("exact", "ambiguous")
    if letter:
        missing = align(plain, "the end of at")
        assert missing.state == "not-found"
        assert "»it«" in nearest_passage(plain, missing.missing)
    return time.perf_counter() - began


def test_time_grows_with_the_text_not_with_its_square() -> None:
    """Eight times the text takes about eight times as long: far less than the square's 64."""
    small = min(seconds(20_000, letter=True) for _ in range(3))
    large = min(seconds(160_000, letter=True) for _ in range(2))
    assert large / small < 24


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "\u0301" * 100_000, "\u00ad" * 200_000, "-" * 300_000]
)
def test_odd_texts_take_no_longer(text: str) -> None:
    """Long runs of one sign are read once."""
    plain = plain_text(text)
    for quote in ("aaaaaaaaaa", "a […] a […] b", "- x", "\u0301\u0301"):
        assert align(plain, quote).state in ("ambiguous", "not-found", "normalised", "exact")
    nearest_passage(plain, "aaab aaa")


@pytest.mark.parametrize("quote", ["able to stop them", "The army was un", "rmy was"])
def test_a_quote_cuts_no_word(quote: str) -> None:
    """Words out of the middle of others may say the opposite."""
    text = plain_text("The army was unable to stop them.")
    assert align(text, quote).state == "not-found"
    assert align(plain_text("他们无法阻止军队"), "无法阻止").state == "exact"
