"""The quote budget: each word of a source counted once, wherever it stands."""

from __future__ import annotations

import pytest
from conftest import steps
from hypothesis import given
from hypothesis import strategies as st

from dossier.evidence.overlaps import distinct_words

CONFIG = "title: T\nquotation: {max_words: 10, max_share: 0.2}\n"
ADA = "name: Ada\nkind: person\n"
SOURCE = "title: A letter\nwords: 100\nexcerpts:\n"


def source(*quotes: str) -> str:
    """A source of 100 words, of which 20 may be published, with these excerpts."""
    return SOURCE + "".join(f"  - quote: {quote}\n" for quote in quotes)


@pytest.mark.parametrize(
    ("quotes", "found"),
    [
        (["a b c d e f g h i j", "k l m n o p q r s t"], ""),
        (["a b c d e f g h i j", "k l m n o p q r s t", "u"], "21 of the 100 words"),
        (["a b c d e f g h i j", "a b c d e f g h i j k l m"], "this passage has 13 words"),
        (["a b c d e f g h i j", "f g h i j k l m n o", "k l m n o p q r s t"], ""),
        (["a b c d e f g h i j", "c d e f", "k l m n o p q r s t"], ""),
        (["a b c d […] e f g h i j"], ""),
    ],
)
def test_words_are_counted_once(make_site, run, quotes: list[str], found: str) -> None:
    """Per passage at most 10, in all at most 20 words; what overlaps counts once."""
    site = make_site({"site_config.yml": CONFIG, "content/sources/letter.yml": source(*quotes)})
    done = run("check", "--site", site)
    assert (done.code == 1) is bool(found)
    assert found in done.stderr


def test_quotes_of_claims_and_prose_count_too(make_site, run) -> None:
    """A fact's own quote and the words in `[@source: "…"]` are published words of the source."""
    site = make_site(
        {
            "site_config.yml": CONFIG,
            "content/sources/letter.yml": source("a b c d e f g h i j"),
            "content/actors/ada.yml": ADA
            + "summary: 'Said [@letter: \"k l m n o p q r s t\"].'\n"
            + "facts:\n  - label: L\n    value: V\n    sources: [{source: letter, quote: u v}]\n",
        }
    )
    assert "22 of the 100 words" in run("check", "--site", site).stderr


def test_what_an_embargo_withholds_is_counted_before_its_day(make_site, run) -> None:
    """On its day, when nobody is looking, the build that was to publish it would stop."""
    quotes = source("a b c d e f g h i j", "k l m n o p q r s t", "u")
    fact = "facts:\n  - label: L\n    value: V\n    sources: [{source: open, quote: k}]\n"
    site = make_site(
        {
            "site_config.yml": CONFIG,
            "content/sources/letter.yml": "embargo: 2027-06-01\n" + quotes,
            "content/sources/open.yml": source("a b c d e f g h i j", "l m n o p q r s t u"),
            "content/sources/draft.yml": "draft: true\n" + quotes,
            "content/actors/ada.yml": ADA + "embargo: 2027-07-01\n" + fact,
        }
    )
    done = run("check", "--site", site, "--as-of", "2027-05-31")
    assert done.code == 1
    found = [line for line in done.stderr.splitlines() if line.startswith("content")]
    for name, line in zip(("letter", "open"), found, strict=True):
        assert f"content/sources/{name}.yml" in line
        assert "error[quote-budget]: when all embargoes have ended, 21 of the 100 words" in line
    assert run("build", "--site", site, "--as-of", "2027-05-31").code == 0
    after = run("check", "--site", site, "--as-of", "2027-07-01")
    assert after.stderr.count("error[quote-budget]: 21 of the 100 words") == 2
    assert "embargoes" not in after.stderr


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("", ""),
        ("url: https://a.example/b.pdf\n", ""),
        ("url: https://a.example/b\n", "22 of the 100 words"),
        ("archive_url: https://a.example/b\n", "22 of the 100 words"),
    ],
)
def test_words_beside_a_quote_count_where_a_link_holds_them(make_site, run, url, found) -> None:
    """`prefix` and `suffix` stand in the address that leads to the words, and nowhere else."""
    beside = "    prefix: y\n    suffix: z\n"
    quotes = source("a b c d e f", "k l m n o p", "u v w x 1 2 3 4")
    site = make_site(
        {"site_config.yml": CONFIG, "content/sources/letter.yml": url + quotes + beside}
    )
    done = run("check", "--site", site)
    assert found in done.stderr
    assert done.code == bool(found)


def test_a_passage_is_too_long_with_the_words_beside_it(make_site, run) -> None:
    """Ten words and two beside them are twelve in a row; the eight nearest of a prefix count."""
    quotes = source("a b c d e f g h i j") + "    prefix: 1 2 3 4 5 6 7 8 9\n"
    letter = "url: https://a.example/b\n" + quotes
    done = run(
        "check",
        "--site",
        make_site({"site_config.yml": CONFIG, "content/sources/letter.yml": letter}),
    )
    assert "letter.yml:5:12: error[quote-too-long]: this passage has 18 words" in done.stderr


def test_a_sign_of_chinese_is_a_word(make_site, run) -> None:
    """A script without blanks has a budget too."""
    letter = source("他们无法阻止军队前进。") + "  - quote: 他们 went home\n"
    site = make_site({"site_config.yml": CONFIG, "content/sources/letter.yml": letter})
    done = run("check", "--site", site)
    assert "error[quote-too-long]: this passage has 10 words" not in done.stderr
    assert done.code == 0
    letter = source("他们无法阻止军队前进了。")
    site = make_site({"site_config.yml": CONFIG, "content/sources/letter.yml": letter})
    assert "this passage has 11 words" in run("check", "--site", site).stderr


LETTER = " ".join(f"word{n}" for n in range(100))


def with_letter(make_site, quote: str, **files: str):
    """A dossier with a letter of a hundred words at hand, of which twenty may be published."""
    config = "title: T\nquotation: {max_words: 15, max_share: 0.2}\n"
    letter = f"title: A letter\ntext: letter.txt\nexcerpts:\n  - quote: {quote}\n"
    named = {f"content/{name}": text for name, text in files.items()}
    fixed = {"site_config.yml": config, "seeds/letter.txt": LETTER}
    return make_site({**fixed, "content/sources/letter.yml": letter, **named})


def words(first: int, end: int) -> str:
    """Some words of the letter."""
    return " ".join(LETTER.split()[first:end])


PLACES = {
    "a value": "facts: [{{label: L, value: '{}'}}]\n",
    "a note": "facts: [{{label: L, value: V, note: 'It says: {}.'}}]\n",
    "a profile": "body: |\n  It says, {}\n",
    "an event": "events: [{{title: T, date: 2020, description: '{}'}}]\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_words_that_are_not_marked_as_a_quote_count(make_site, run, place: str) -> None:
    """Wherever they stand; the error names the file."""
    ada = ADA + PLACES[place].format(words(40, 51).replace("word45", "Word45"))
    done = run("check", "--site", with_letter(make_site, words(0, 10), **{"actors/ada.yml": ada}))
    assert done.code == 1
    assert "21 of the 100 words of 'letter' are published; 20% are 20" in done.stderr
    assert "“word40 word41 word42 word43 …” in content/actors/ada.yml 11" in done.stderr


def test_unmarked_words_count_once_and_only_in_rows(make_site, run) -> None:
    """Those that an excerpt quotes as well cost nothing more; nine in a row may be anybody's."""
    ada = ADA + PLACES["a value"].format(words(0, 12)) + f"summary: {words(60, 69)}\n"
    site = with_letter(make_site, words(2, 14), **{"actors/ada.yml": ada})
    done = run("check", "--site", site)
    assert "quote-budget" not in done.stderr
    long = ADA + PLACES["a value"].format(words(0, 16))
    done = run("check", "--site", with_letter(make_site, words(50, 52), **{"actors/ada.yml": long}))
    assert "error[quote-too-long]: this passage has 16 words; the limit is 15" in done.stderr


def test_a_quoted_source_of_unknown_length_is_a_warning(make_site, run) -> None:
    """Its share cannot be measured; with `words`, with its text, or with nothing quoted it is fine."""
    letter = "title: A letter\n"
    quoted = letter + "excerpts: [{quote: a b}]\n"
    fine = [letter, quoted + "words: 90\n", quoted + "rights: open\nlicense: X\ntext: a.txt\n"]
    for text in (quoted, *fine):
        site = make_site({"content/sources/letter.yml": text, "seeds/a.txt": "a b"})
        done = run("check", "--site", site)
        assert ("warning[words-unknown]: 'letter' is quoted" in done.stderr) is (text == quoted)
        assert done.code == 0


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=9), max_size=9), st.randoms())
def test_words_of_overlapping_quotes(quotes: list[list[str]], random) -> None:
    """Never fewer than the longest has, never more than all have; order and repetition do not count."""
    lines = [" ".join(quote) for quote in quotes]
    count = distinct_words(lines)
    assert max(map(len, quotes), default=0) <= count <= sum(map(len, quotes))
    mixed = lines * 2
    random.shuffle(mixed)
    assert distinct_words(mixed) == count
    assert distinct_words([*lines, *(line[2:-2] for line in lines)]) == count


def test_quotes_cut_from_one_text_overlap_by_its_words() -> None:
    """Windows that step through a text of different words add up to the words they cover."""
    text = [f"w{n}" for n in range(300)]
    windows = [" ".join(text[at : at + 40]) for at in range(0, 260, 30)]
    assert distinct_words(windows) == 280
    assert distinct_words(windows[::2]) == 200


def steps_for(count: int, make_quote) -> int:
    """What the interpreter does to count the words of so many quotes."""
    quotes = [make_quote(number) for number in range(count)]
    return steps(lambda: distinct_words(quotes))


@pytest.mark.parametrize(
    "make_quote",
    [
        lambda n: " ".join(f"w{(n * 37 + k) % 9973}" for k in range(30)),
        lambda n: " ".join(f"w{n * 30 + k}" for k in range(30)),
        lambda n: " ".join(["so it goes on and on", f"w{n}", "so it goes on and on"]),
    ],
)
def test_the_work_grows_with_the_quotes_not_with_their_pairs(make_quote) -> None:
    """Eight times the quotes: about eight times the steps, counted, not timed."""
    assert steps_for(400, make_quote) < 12 * steps_for(50, make_quote)


def test_rights_none_quotes_nothing(make_site, run) -> None:
    """Of a source with `rights: none` every quotation is an error."""
    site = make_site({"content/sources/letter.yml": SOURCE + "  - quote: a b\nrights: none\n"})
    assert "error[quote-forbidden]" in run("check", "--site", site).stderr
