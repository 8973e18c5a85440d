"""Markdown to sanitised HTML with names linked; the only importer of markdown and nh3.

Raw HTML in the text is shown as text. `[[actor]]`, `[[actor|words]]`, `[[|words]]`, `[@source]`,
`[@source#excerpt]` and `[@source: "words"]` become symbolic links; names are found by the
`annotate` of the request, on text nodes only, never inside links, code or headings.

`inline` has the syntax of our own, `bounds` keeps the parser from taking longer than a text warrants, `finish`
goes through what was parsed, with `names` for its running text; `state` is what they share in one conversion.
"""

from __future__ import annotations

import html
from functools import lru_cache

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import AUTOMAIL_RE

from dossier.markup.bounds import LongParagraphs, bound_links, too_much
from dossier.markup.finish import Finish
from dossier.markup.inline import (
    CITATION,
    UNREADABLE_CITATION,
    WIKILINK,
    CitationProcessor,
    MailProcessor,
    UnreadableCitationProcessor,
    WikilinkProcessor,
)
from dossier.markup.state import State
from dossier.model.linked import LinkedText, MarkupProblem, MarkupRequest
from dossier.urls import SYMBOLIC_SCHEMES

_ALLOWED_TAGS = {
    "a",
    "abbr",
    "bdi",
    "blockquote",
    "br",
    "cite",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "ul",
}
_ALLOWED_ATTRIBUTES = {
    "a": {"href", "title", "class", "rel", "data-rule"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "q": {"class", "dir", "lang"},
    "span": {"class"},
    "td": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "th": {"class", "scope"},
}
_EXTERNAL_SCHEMES = {"http", "https", "mailto"}


def to_html(request: MarkupRequest) -> tuple[LinkedText, list[MarkupProblem]]:
    """The text of a request as sanitised HTML with symbolic links, and what is wrong in it.

    Never raises on any text: what cannot be nested is shown as it was written.
    """
    converter = _converter()
    state = converter.state
    state.begin(request)
    raw = f"<p>{html.escape(request.markdown)}</p>"
    if excess := too_much(request.markdown):
        needle, message, hint = excess
        state.problem("bad-value", needle, message, hint)
    else:
        try:
            raw = converter.markdown.reset().convert(request.markdown)
        except RecursionError:
            # Lists nested hundreds deep exhaust Python-Markdown's recursion (its quotes are guarded).
            # The parser keeps the state it was in, and would read the next text wrongly.
            _converter.cache_clear()
            message = "lists or emphasis nested too deep"
            state.problem("bad-value", request.markdown[:40], message, "nest less deep")
    clean = nh3.clean(
        raw,
        tags=_ALLOWED_TAGS,
        attributes=_ALLOWED_ATTRIBUTES,
        url_schemes=_EXTERNAL_SCHEMES | set(SYMBOLIC_SCHEMES),
        link_rel=None,
        generic_attribute_prefixes=None,
    )
    linked = LinkedText(
        html=clean,
        named=tuple(state.named.items()),
        site_links=tuple(state.site_links),
        quoted=tuple(state.quoted),
        cited=tuple(dict.fromkeys(state.cited)),
        sources=tuple(state.sources),
    )
    return linked, list(dict.fromkeys(state.problems))


class _Converter:
    def __init__(self) -> None:
        self.state = State()
        self.markdown = markdown.Markdown(
            extensions=["tables", "sane_lists", "def_list", "fenced_code", _Dossier(self.state)],
            tab_length=2,
            output_format="html",
        )


@lru_cache(maxsize=1)
def _converter() -> _Converter:
    """One converter a process: building it costs more than using it."""
    return _Converter()


class _Dossier(Extension):
    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # With two-blank nesting, an indented continuation must not become a code block.
        md.parser.blockprocessors.deregister("code")
        md.inlinePatterns.register(WikilinkProcessor(WIKILINK, md, self.state), "wikilink", 185)
        md.inlinePatterns.register(CitationProcessor(CITATION, md, self.state), "citation", 186)
        unreadable = UnreadableCitationProcessor(UNREADABLE_CITATION, md, self.state)
        md.inlinePatterns.register(unreadable, "unreadable-citation", 185.5)
        md.inlinePatterns.register(MailProcessor(AUTOMAIL_RE, md), "automail", 110)
        bound_links(md)
        # Inline parsing has 20.
        md.treeprocessors.register(LongParagraphs(md, self.state), "long-paragraphs", 25)
        # After the library's "unescape", which has 0: addresses and words as their author means them.
        md.treeprocessors.register(Finish(md, self.state), "dossier", -5)
