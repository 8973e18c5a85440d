"""The quote budget: each word of a source counted once, wherever it stands."""

from __future__ import annotations

import pytest

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


def test_rights_none_quotes_nothing(make_site, run) -> None:
    """Of a source with `rights: none` every quotation is an error."""
    site = make_site({"content/sources/letter.yml": SOURCE + "  - quote: a b\nrights: none\n"})
    assert "error[quote-forbidden]" in run("check", "--site", site).stderr
