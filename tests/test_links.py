"""Symbolic links of a finished page made relative."""

from __future__ import annotations

import pytest

from dossier.render.links import Links
from dossier.urls import OutputPath, Reference
from dossier.verify import ids_and_links

LINKS = Links({"trial": OutputPath("timeline/2019/index.html")})


def test_the_own_actor_is_marked_and_text_left_alone() -> None:
    """On an actor's own page its name is marked, not linked; words that look like links stay."""
    html = '<a class="actor" href="actor:a">A</a> <a href="actor:b">B</a> href=&quot;actor:b&quot;'
    assert LINKS.resolve(html, "../", "a") == (
        '<a class="actor" aria-current="page">A</a> '
        '<a href="../actors/b/index.html">B</a> href=&quot;actor:b&quot;'
    )


def test_what_templates_link_to_is_linked_also_on_its_own_page() -> None:
    """A page of an actor's passages leads back to the actor."""
    html = f'<a href="{LINKS.href(Reference("actor:a#sources"))}">A</a>'
    assert LINKS.resolve(html, "../../", "a") == '<a href="../../actors/a/index.html#sources">A</a>'


def test_events_are_linked_on_their_page_of_the_timeline() -> None:
    """A long timeline has several pages; pictures and files have addresses too."""
    html = (
        f'<a href="{LINKS.href(Reference("event:trial"))}">…</a><img src="site:files/a b.png">'
        '<a href="https://example.org/?a=actor:b">…</a>'
    )
    assert LINKS.resolve(html, "../") == (
        '<a href="../timeline/2019/index.html#event-trial">…</a><img src="../files/a%20b.png">'
        '<a href="https://example.org/?a=actor:b">…</a>'
    )


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("timeline/2019/index.html", "#event-trial"),
        ("timeline/index.html", "../timeline/2019/index.html#event-trial"),
    ],
)
def test_a_link_within_a_page_is_its_anchor(page: str, link: str) -> None:
    """Where the target stands on the same page, the browser need not leave it."""
    placed = LINKS.place(Reference("event:trial"), OutputPath(page))
    assert LINKS.resolve(f'<a href="{placed}">', "../") == f'<a href="{link}">'


@pytest.mark.parametrize(
    "text", ["\x01", "\x01actor:b", "a\x01 b\x01", '\x01"><b>\x01', "\x01\x01"]
)
def test_stray_signs_open_no_tag(text: str) -> None:
    """Control characters that got into a text make no link of what stands around them."""
    html = f'<p>{text.replace(chr(34), "&quot;").replace("<", "&lt;")}</p><a href="{LINKS.href(Reference("actor:c"))}">C</a>'
    resolved = LINKS.resolve(html, "../")
    assert resolved.endswith('<a href="../actors/c/index.html">C</a>')
    assert resolved.count("<") == html.count("<")


def test_only_attributes_of_tags_are_links_to_check() -> None:
    """Words between quotation marks that look like one are words, as in a handbook of HTML."""
    page = (
        '<body>\n<a\nid="top" href="a.html#b">say <code>href="c.html"</code></a> <img src="d.png">'
    )
    assert ids_and_links(page) == ({"top"}, {"a.html#b", "d.png"})
    plain = page.replace('"c.html"', "c.html")
    assert ids_and_links(plain) == ({"top"}, {"a.html#b", "d.png"})
