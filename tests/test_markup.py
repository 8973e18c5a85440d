"""Markdown to linked, sanitised HTML."""

from __future__ import annotations

import re
from functools import partial
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.link.lexicon import build_lexicon
from dossier.link.scan import Surroundings, find_mentions
from dossier.markup import to_html
from dossier.model.actor import Actor
from dossier.model.linked import LinkedText, MarkupProblem, MarkupRequest, Mention, Targets

ACTORS = [
    Actor(id="ada", path="a.yml", name="Ada Byron", kind="person"),
    Actor(id="mill", path="m.yml", name="Mill & Sons", kind="organization"),
]
LEXICON, _ = build_lexicon(ACTORS)


def annotate(text: str) -> tuple[Mention, ...]:
    """All mentions that name somebody."""
    return tuple(m for m in find_mentions(text, LEXICON, Surroundings())[0] if m.actor)


def convert(markdown: str, shift: int = 0) -> tuple[LinkedText, list[MarkupProblem]]:
    """A text of this small world."""
    names = {actor.id: actor.name for actor in ACTORS}
    labels, keys = {"letter": "The Letter, 1843"}, {"letter": {"page1": 1}}
    targets = Targets(names, labels, keys)
    return to_html(MarkupRequest(markdown, annotate, targets, heading_shift=shift))


html = partial(lambda text, shift=0: convert(text, shift)[0].html)
ADA = '<a class="actor" data-rule="name" href="actor:ada">Ada Byron</a>'


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Ada Byron wrote.", f"<p>{ADA} wrote.</p>"),
        ("*Ada Byron*", f"<p><em>{ADA}</em></p>"),
        ("`Ada Byron`", "<p><code>Ada Byron</code></p>"),
        ("## Ada Byron", "<h2>Ada Byron</h2>"),
        ("[Ada Byron](https://x.example/)", None),
        ("[[|Ada Byron]]", '<p><span class="unlinked">Ada Byron</span></p>'),
        (
            "[[ada]]",
            (
                '<p><a class="actor" data-rule="wikilink" href="actor:ada">'
                "<bdi>Ada Byron</bdi></a></p>"
            ),
        ),
        ("[[ada|she]]", '<p><a class="actor" data-rule="wikilink" href="actor:ada">she</a></p>'),
        (
            "[@letter]",
            (
                '<p><span class="citation"><a class="source" href="source:letter">'
                "<bdi>The Letter, 1843</bdi></a></span></p>"
            ),
        ),
        (
            "[@letter#page1]",
            (
                '<p><span class="citation"><a class="source" href="source:letter#passage-page1">'
                "<bdi>The Letter, 1843</bdi> §1</a></span></p>"
            ),
        ),
        ("a <b>b</b> &amp; c", "<p>a &lt;b&gt;b&lt;/b&gt; &amp; c</p>"),
        (
            "Mill & Sons",
            '<p><a class="actor" data-rule="name" href="actor:mill">Mill &amp; Sons</a></p>',
        ),
        ("- Ada Byron\n  - Ada Byron", None),
    ],
)
def test_inline_syntax(markdown: str, expected: str | None) -> None:
    """Names are linked on text nodes, never inside links, code or headings."""
    text = html(markdown)
    if expected is not None:
        assert text == expected
    elif "x.example" in markdown:
        assert "actor:" not in text
    else:
        assert text.count("actor:ada") == 2


def test_headings_are_shifted_below_the_page() -> None:
    """A profile's `##` becomes h3, since the page's own sections are h2; no text makes an h1."""
    assert html("# A\n\n## B\n\n###### C", 1) == "<h2>A</h2>\n<h3>B</h3>\n<h6>C</h6>"
    assert html("# A") == "<h2>A</h2>"


def test_unknown_references_are_reported_with_their_words() -> None:
    """A wikilink or citation that leads nowhere is a problem with a hint; its words stay."""
    linked, problems = convert("[[aad|Ada]] [@leter] [@letter#page2]")
    assert [(p.code, p.needle, p.hint) for p in problems] == [
        ("unknown-source", "[@leter", "did you mean 'letter'?"),
        ("unknown-excerpt", "#page2", "did you mean 'page1'?"),
        ("unknown-actor", "[[aad|Ada]]", "did you mean 'ada'?"),
    ]
    assert "Ada" in linked.html


def test_quoted_words_are_kept_for_the_budget() -> None:
    """`[@source: "words"]` is a quotation: its words are reported, and never linked."""
    linked, problems = convert('[@letter: "Ada Byron wrote"]')
    assert problems == []
    assert linked.quoted == (("letter", "Ada Byron wrote"),)
    assert '<q class="quoted" dir="auto">Ada Byron wrote</q>' in linked.html


def test_an_address_in_angle_brackets_is_a_link() -> None:
    """As in any Markdown; of mail as it was written, not hidden in numbers that no reader of the text has."""
    assert html("<me@x.example> <https://x.example/>") == (
        '<p><a href="mailto:me@x.example">me@x.example</a> '
        '<a class="external" href="https://x.example/" rel="external noopener noreferrer">'
        "https://x.example/</a></p>"
    )
    linked, problems = convert("<mailto:me@x.example>")
    assert ('href="mailto:me@x.example">me@x.example<' in linked.html, problems) == (True, [])


def test_escaped_signs_are_what_they_stand_for() -> None:
    r"""`\_` is a line at the bottom in addresses, paths and messages alike."""
    linked, problems = convert("[x](http://a\\_b.example/) [y](files/a\\_b.pdf)")
    assert problems == []
    assert 'href="http://a_b.example/"' in linked.html
    assert linked.site_links == ("site:files/a_b.pdf",)
    _, problems = convert("[x](ftp://a\\_b.example) ![y](http://a\\_b.example/y.png)")
    assert [problem.message for problem in problems] == [
        "the link 'ftp://a_b.example' cannot be followed from a published page",
        "the image 'http://a_b.example/y.png' is not a file of this site",
    ]


def test_links_of_authors() -> None:
    """Outside links carry rel, inside links are paths from the root, others are refused."""
    linked, problems = convert(
        "[a](https://x.example/) [b](timeline/#y) [c](about.md) [d](/data/x.json)"
    )
    assert 'rel="external noopener noreferrer"' in linked.html
    assert linked.site_links == (
        "site:timeline/index.html#y",
        "site:about/index.html",
        "site:data/x.json",
    )
    assert problems == []


HOSTILE = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](java\tscript:alert(1))",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '[x](https://a.example/" onmouseover="alert(1))',
    '[x](https://a.example "t\\" onmouseover=alert(1)")',
    "![x](https://tracker.example/p.png)",
    "![x](//tracker.example/p.png)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<a href='javascript:alert(1)'>x</a>",
    '<https://a.example/"onclick=alert(1)>',
    "[x](actor:nobody)",
    "[x](source:nobody)",
]


class _Reader(HTMLParser):
    """Reads what a browser would: tags, names of attributes, targets."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collects one tag."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]


@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_markup_comes_to_nothing(markdown: str) -> None:
    """No script, no handler, no scheme but http(s) and mailto, no picture from elsewhere."""
    reader = _Reader()
    reader.feed(html(markdown))
    assert reader.tags <= {"p", "a", "span", "h2"}
    assert reader.attributes <= {"href", "class", "rel", "title"}
    assert all(target.startswith("https://a.example") for target in reader.targets)


@settings(max_examples=200)
@given(
    st.text(
        alphabet=st.sampled_from(list("ab[]()|@#:*_`~>-+!\\\"'<>&\n 1.\tAda Byron")), max_size=80
    )
)
def test_any_markdown_converts(markdown: str) -> None:
    """Nothing raises, and what comes out has no symbolic link to somebody unknown."""
    linked, _ = convert(markdown)
    for target in re.findall(r'href="(?:actor|source):([^"#]*)', linked.html):
        assert target in {"ada", "mill", "letter"}


def test_deep_nesting_is_a_problem_not_a_crash() -> None:
    """Lists nested hundreds deep are shown as written and reported (RecursionError otherwise)."""
    deep = "\n".join("  " * level + "- x" for level in range(600))
    linked, problems = convert(deep)
    assert linked.html
    assert [p.code for p in problems] in ([], ["bad-value"])
    # The converter that failed is not used again: its parser would take this for part of a list.
    assert html("Ada Byron") == f"<p>{ADA}</p>"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("First one. Then Ada Byron came. Last.", "Then Ada Byron came."),
        ("It rained. Then Dr. Ada Byron of the U.S. Army came. Last.",
         "Then Dr. Ada Byron of the U.S. Army came."),
        ("“It rained!” Ada Byron said. Last.", "Ada Byron said."),
        ("*Ada Byron* came", "Ada Byron came"),
    ],
)  # fmt: skip
def test_named_holds_the_sentence_of_the_first_link(text: str, sentence: str) -> None:
    """Backlinks show the sentence, not only the title; abbreviations end none."""
    linked, _ = convert(text)
    assert linked.named == (("ada", sentence),)
