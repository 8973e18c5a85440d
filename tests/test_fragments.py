"""Text fragments: what stands in the address that leads to the words of a quote."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.fragments import EDGE_WORDS, MAX_EXACT, recorded_runs, text_directive, url_to_words
from dossier.model.verification import Wording

PAGE = "https://paper.example/a"


def terms(directive: str) -> dict[str, str]:
    """What a browser reads in a directive, by the grammar of the draft: decoded terms by name."""
    assert directive.startswith("text=")
    raw = directive.removeprefix("text=").split(",")
    found = {}
    if raw[0].endswith("-"):
        found["prefix"] = raw.pop(0)[:-1]
    if raw[-1].startswith("-"):
        found["suffix"] = raw.pop()[1:]
    assert 1 <= len(raw) <= 2, directive
    found["start"] = raw[0]
    if len(raw) == 2:
        found["end"] = raw[1]
    return {name: unquote(value, errors="strict") for name, value in found.items()}


@pytest.mark.parametrize(
    ("words", "directive"),
    [
        ("paid a bribe", "text=paid%20a%20bribe"),
        ("a well-known, old & tried way", "text=a%20well%2Dknown%2C%20old%20%26%20tried%20way"),
        ("50% of it", "text=50%25%20of%20it"),
        ("“No,” he said", "text=%E2%80%9CNo%2C%E2%80%9D%20he%20said"),
        ("#1 = best? yes/no + more", "text=%231%20%3D%20best%3F%20yes%2Fno%20%2B%20more"),
        ("shalom שלום", "text=shalom%20%D7%A9%D7%9C%D7%95%D7%9D"),
        ("  two \t words\u00a0here ", "text=two%20words%20here"),
        ("soft\u00adly \u200bhidden", "text=softly%20hidden"),
        ("\u200b […] \n", ""),
        ("“[T]he tug left", "text=%E2%80%9CThe%20tug%20left"),
    ],
)
def test_the_characters_that_have_a_meaning_are_encoded(words: str, directive: str) -> None:
    """Hyphen, comma, ampersand, percent and all else that is not plain are percent-encoded."""
    assert text_directive(words) == directive


def test_what_is_long_becomes_a_range_of_whole_words() -> None:
    """Over 100 characters the first and the last words stand, each of them whole."""
    words = " ".join(f"word-{n}" for n in range(60))
    assert len(words) > MAX_EXACT
    read = terms(text_directive(words))
    assert read["start"].split() == words.split()[:EDGE_WORDS]
    assert read["end"].split() == words.split()[-EDGE_WORDS:]


def test_a_long_quote_of_few_words_has_no_word_twice() -> None:
    """Start and end of a range never overlap; a single long word stands whole."""
    words = " ".join(letter * 40 for letter in "abc")
    assert terms(text_directive(words)) == {"start": "a" * 40, "end": "c" * 40}
    assert terms(text_directive("x" * 300)) == {"start": "x" * 300}


def test_omissions_and_line_breaks_become_a_range() -> None:
    """From the first words of the first part to the last ones of the last."""
    read = terms(text_directive("Alpha beta gamma […] left out […] one two three"))
    assert read == {"start": "Alpha beta gamma", "end": "one two three"}
    read = terms(text_directive("A first paragraph.\n\nAnd a second one."))
    assert read == {"start": "A first paragraph.", "end": "And a second one."}


def test_a_part_too_short_to_be_found_is_not_looked_for() -> None:
    """The word "He" stands everywhere; it begins a range only where a prefix says which one."""
    words = "He […] left the country […] then"
    assert terms(text_directive(words)) == {"start": "left the country"}
    read = terms(text_directive(words, prefix="On Monday", suffix="he slept."))
    assert read == {"prefix": "On Monday", "start": "He", "end": "then", "suffix": "he slept."}
    assert terms(text_directive("He […] she")) == {"start": "He", "end": "she"}


def test_prefix_and_suffix_are_given_with_their_nearest_words() -> None:
    """Of a long prefix the last words count, of a long suffix the first."""
    many = " ".join(f"w{n}" for n in range(30))
    read = terms(text_directive("the mat", prefix=many, suffix=many))
    assert read["prefix"].split() == many.split()[-EDGE_WORDS:]
    assert read["suffix"].split() == many.split()[:EDGE_WORDS]
    assert read["start"] == "the mat"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (PAGE, f"{PAGE}#:~:text=word"),
        (f"{PAGE}?a=1&b=2", f"{PAGE}?a=1&b=2#:~:text=word"),
        (f"{PAGE}#part", f"{PAGE}#part:~:text=word"),
        (f"{PAGE}#", f"{PAGE}#:~:text=word"),
        (f"{PAGE}#:~:text=own", f"{PAGE}#:~:text=own"),
        (f"{PAGE}#part:~:text=own", f"{PAGE}#part:~:text=own"),
        (f"{PAGE}.pdf", f"{PAGE}.pdf"),
        (f"{PAGE}.PDF?download=1", f"{PAGE}.PDF?download=1"),
        (f"{PAGE}%2Epdf", f"{PAGE}%2Epdf"),
        (f"{PAGE}.pdf#page=3", f"{PAGE}.pdf#page=3"),
        (f"{PAGE}?file=report.pdf", f"{PAGE}?file=report.pdf"),
        (f"{PAGE}.mp4", f"{PAGE}.mp4"),
        (f"{PAGE}.html", f"{PAGE}.html#:~:text=word"),
        ("https://paper.example", "https://paper.example#:~:text=word"),
        ("http://[broken", "http://[broken"),
        (
            f"https://web.archive.org/web/2024/{PAGE}",
            f"https://web.archive.org/web/2024/{PAGE}#:~:text=word",
        ),
        (
            f"https://web.archive.org/web/2024/{PAGE}.pdf",
            f"https://web.archive.org/web/2024/{PAGE}.pdf",
        ),
        ("https://archive.ph/AbCd1", "https://archive.ph/AbCd1#:~:text=word"),
    ],
)
def test_which_addresses_lead_to_the_words(url: str, expected: str) -> None:
    """An id is kept; PDFs, media and addresses with directives of their own are left alone."""
    assert url_to_words(url, "word") == expected


APART = re.compile("[-‐-―−⸺⸻«»‹›′″´`「-』]")
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"]), min_size=1, max_size=12
).filter(lambda word: word.strip() and "[…]" not in word)
PHRASE = st.lists(WORDS, min_size=1, max_size=40).map(" ".join).filter(lambda x: "[…]" not in x)


@given(PHRASE, st.one_of(st.just(""), PHRASE), st.one_of(st.just(""), PHRASE))
def test_what_a_browser_reads_are_the_words(words: str, prefix: str, suffix: str) -> None:
    """Decoded by the draft's grammar, each term is a run of the words given, at its own end of them.

    Of words that were compared with no text only between signs that browsers tell apart.
    """
    directive = text_directive(words, prefix, suffix)
    assert re.fullmatch(r"text=[A-Za-z0-9._~%,-]+", directive)
    assert re.search(r"%(?![0-9A-F]{2})", directive) is None
    read = terms(directive)
    assert read["start"] in words
    assert read.get("end", "") in words
    if not APART.search(words):
        assert words.startswith(read["start"])
        assert words.endswith(read["end"]) if "end" in read else words == read["start"]
    assert len(read["start"]) + len(read.get("end", "")) <= len(words)
    assert prefix.endswith(read.get("prefix", ""))
    assert suffix.startswith(read.get("suffix", ""))
    assert [bool(prefix), bool(suffix)] == ["prefix" in read, "suffix" in read]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (
            "Whoever says so is lying - or hasn't read it",
            "Whoever says so is lying|or hasn't read it",
        ),
        ("No firmé nada —dijo Inés—, y quien diga", "No firmé nada|, y quien diga"),
        ("“Nous partons” « ce soir même » dit-il", "ce soir même"),
        ("«Nous partons ce soir» dit-il", "Nous partons ce soir"),
        ("he said so--twice, as we know", "he said so|twice, as we know"),
        ("a well-known go-between of 2019-2020", "a well-known go-between of 2019-2020"),
        ("they will not re\u2011open it now", "they will not re|open it now"),
        ("Ja — nein", "Ja — nein"),
        ("Ja — he said it twice", "he said it twice"),
    ],
)
def test_signs_that_browsers_tell_apart_stand_in_no_term(words: str, named: str) -> None:
    """They may be another's: where nothing was compared nobody knows whose."""
    read = terms(text_directive(words))
    assert "|".join(read.values()) == named
    kept = terms(text_directive(words, wording=Wording()))
    assert kept == {"start": words}
    exact = terms(text_directive(words, wording=Wording((words.replace("-", "–"),))))
    assert exact == {"start": words.replace("-", "–")}


@pytest.mark.parametrize(
    ("prefix", "suffix", "named"),
    [
        ("he said - and then", "of it - all", "and then-,x y z,-of it"),
        ("he said -", "- all of it", "he said --,x y z,-- all of it"),
    ],
)
def test_nor_in_a_prefix_where_words_are_left(prefix: str, suffix: str, named: str) -> None:
    """It has to stand right beside the words; as it was typed, where it ends in such a sign."""
    assert unquote(text_directive("x y z", prefix, suffix, Wording())) == f"text={named}"


def test_a_prefix_stands_beside_the_words_themselves() -> None:
    """So that a sign between the two is left where it is."""
    read = terms(text_directive("«Oui, nous partons»", "dit-il"))
    assert read == {"prefix": "dit-il", "start": "«Oui, nous partons»"}


@pytest.mark.parametrize(
    ("words", "exact", "named"),
    [
        ("a b […] c - d", ("", "c – d"), ["a b", "c – d"]),
        ("the controlled firm", ("the con-\n trolled\u00a0firm",), ["the controlled firm"]),
        ("the ten-year plan", ("the ten-\r\nyear plan",), ["the ten-year plan"]),
        ("with held it", ("with\u00ad\nheld it",), ["withheld it"]),
        ("沒有破產", ("沒\n有破產",), ["沒有破產"]),
        ("one two", ("one\n\ntwo",), ["one", "two"]),
        ("one two", ("one\ntwo",), ["one two"]),
        ("one\ntwo", ("one\r\ntwo",), ["one", "two"]),
        ("a […] b", ("of another quote",), ["a", "b"]),
    ],
)
def test_runs_of_a_recorded_quote(words: str, exact: tuple[str, ...], named: list[str]) -> None:
    """The text's own letters, without what the ends of its lines put between them."""
    assert recorded_runs(words, exact) == named


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=60))
def test_any_text_gives_a_directive_or_none(words: str, prefix: str, suffix: str) -> None:
    """No text breaks it, and no character that has a meaning is left raw within a term."""
    directive = text_directive(words, prefix, suffix)
    if directive:
        assert set(directive.removeprefix("text=")) <= set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~%,-"
        )
        assert all(value for value in terms(directive).values())
