"""Markdown to sanitised HTML with names linked; the only importer of markdown and nh3.

Raw HTML in the text is shown as text. `[[actor]]`, `[[actor|words]]`, `[[|words]]`, `[@source]`,
`[@source#excerpt]` and `[@source: "words"]` become symbolic links; names are found by the
`annotate` of the request, on text nodes only, never inside links, code or headings.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit
from xml.etree import ElementTree

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dossier.diagnostics import did_you_mean
from dossier.model.linked import LinkedText, MarkupProblem, MarkupRequest, Mention
from dossier.urls import SYMBOLIC_SCHEMES, actor_reference, source_reference

_ALLOWED_TAGS = {
    "a",
    "abbr",
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
    "tr",
    "ul",
}
_ALLOWED_ATTRIBUTES = {
    "a": {"href", "title", "class", "rel", "data-rule"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "q": {"class"},
    "span": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
}
_EXTERNAL_SCHEMES = {"http", "https", "mailto"}
_NOT_A_PATH = re.compile(r"[\x00-\x20:\\<>\"'&]")
"""Characters no path of a site needs, and with which a browser might read something else."""
_NEVER_LINKED = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "q"}
_HEADING = re.compile(r"h([1-6])")


def to_html(request: MarkupRequest) -> tuple[LinkedText, list[MarkupProblem]]:
    """The text of a request as sanitised HTML with symbolic links, and what is wrong in it.

    Never raises on any text: what cannot be nested is shown as it was written.
    """
    converter = _converter()
    state = converter.state
    state.begin(request)
    try:
        raw = converter.markdown.reset().convert(request.markdown)
    except RecursionError:
        # Lists nested hundreds deep exhaust Python-Markdown's recursion (its quotes are guarded).
        # The parser keeps the state it was in, and would read the next text wrongly.
        _converter.cache_clear()
        raw = f"<p>{html.escape(request.markdown)}</p>"
        state.problem(
            "bad-value",
            request.markdown[:40],
            "lists or emphasis nested too deep",
            "nest less deep",
        )
    clean = nh3.clean(
        raw,
        tags=_ALLOWED_TAGS,
        attributes=_ALLOWED_ATTRIBUTES,
        url_schemes=_EXTERNAL_SCHEMES | set(SYMBOLIC_SCHEMES),
        link_rel=None,
        generic_attribute_prefixes=None,
    )
    linked = LinkedText(
        clean, tuple(state.named.items()), tuple(state.site_links), tuple(state.quoted)
    )
    return linked, list(dict.fromkeys(state.problems))


class _State:
    """What one conversion needs and finds. One instance a process; `begin` resets it."""

    def __init__(self) -> None:
        self.request: MarkupRequest
        self.problems: list[MarkupProblem] = []
        self.named: dict[str, str] = {}
        self.site_links: list[str] = []
        self.quoted: list[tuple[str, str]] = []

    def begin(self, request: MarkupRequest) -> None:
        self.request = request
        self.problems, self.named, self.site_links, self.quoted = [], {}, [], []

    def problem(self, code: str, needle: str, message: str, hint: str = "") -> None:
        self.problems.append(MarkupProblem(code, needle, message, hint))


class _Converter:
    def __init__(self) -> None:
        self.state = _State()
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
    def __init__(self, state: _State) -> None:
        super().__init__()
        self.state = state

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # With two-blank nesting, an indented continuation must not become a code block.
        md.parser.blockprocessors.deregister("code")
        md.inlinePatterns.register(_Wikilink(_WIKILINK, md, self.state), "wikilink", 185)
        md.inlinePatterns.register(_Citation(_CITATION, md, self.state), "citation", 186)
        md.treeprocessors.register(_Finish(md, self.state), "dossier", 5)


_WIKILINK = r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]"
_CITATION = r"\[@([A-Za-z0-9_-]+)(?:#([A-Za-z0-9_-]+))?(?:\s*:\s*[\"“]([^\"“”]+)[\"”])?\s*\]"


class _FromState(InlineProcessor):
    def __init__(self, pattern: str, md: markdown.Markdown, state: _State) -> None:
        super().__init__(pattern, md)
        self.state = state


class _Wikilink(_FromState):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name; its stub is wider
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        target, words = m.group(1).strip(), (m.group(2) or "").strip()
        names = self.state.request.actor_names
        if not target:
            element = ElementTree.Element("span", {"class": "unlinked"})
            element.text = AtomicString(words)
        elif target in names:
            attributes = {
                "href": actor_reference(target),
                "class": "actor",
                "data-rule": "wikilink",
            }
            element = ElementTree.Element("a", attributes)
            element.text = AtomicString(words or names[target])
        else:
            hint = did_you_mean(target, names) or "write [[|words]] for words that are no link"
            self.state.problem("unknown-actor", m.group(0), f"no actor '{target}'", hint)
            element = ElementTree.Element("span")
            element.text = AtomicString(words or target)
        return element, m.start(0), m.end(0)


class _Citation(_FromState):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name; its stub is wider
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        source, excerpt, quote = m.groups()
        request = self.state.request
        element = ElementTree.Element("span", {"class": "citation"})
        if source not in request.source_labels:
            hint = did_you_mean(source, request.source_labels)
            self.state.problem("unknown-source", f"[@{source}", f"no source '{source}'", hint)
            element.text = AtomicString(f"({source})")
            return element, m.start(0), m.end(0)
        if excerpt and excerpt not in request.excerpt_keys.get(source, frozenset()):
            message = f"the source '{source}' has no excerpt '{excerpt}'"
            hint = did_you_mean(excerpt, request.excerpt_keys.get(source, frozenset()))
            self.state.problem("unknown-excerpt", f"#{excerpt}", message, hint)
            excerpt = None
        if quote:
            words = ElementTree.SubElement(element, "q", {"class": "quoted"})
            words.text = AtomicString(quote)
            words.tail = " "
            self.state.quoted.append((source, quote))
        link = ElementTree.SubElement(
            element, "a", {"href": source_reference(source, excerpt), "class": "source"}
        )
        link.text = AtomicString(request.source_labels[source])
        return element, m.start(0), m.end(0)


class _Finish(Treeprocessor):
    """After inline parsing: headings shifted, links checked, names linked, images kept local."""

    def __init__(self, md: markdown.Markdown, state: _State) -> None:
        super().__init__(md)
        self.state = state

    def run(self, root: ElementTree.Element) -> None:
        for element in list(root.iter()):
            if element.tag == "a" and "class" not in element.attrib:
                self.check_link(element)
            elif element.tag == "img":
                self.check_image(element)
            elif element.tag in ("td", "th") and "style" in element.attrib:
                # No inline styles: the Content-Security-Policy forbids them.
                align = element.attrib.pop("style").removeprefix("text-align: ").rstrip(";")
                element.set("class", f"align-{align}")
            elif match := _HEADING.fullmatch(str(element.tag)):
                level = max(2, int(match[1]) + self.state.request.heading_shift)
                element.tag = f"h{min(6, level)}"
        for block in list(_blocks(root)):
            before = "".join(block.itertext())
            _link_names(block, self.state.request.annotate)
            self.note_names(block, before)

    def note_names(self, block: ElementTree.Element, text: str) -> None:
        plain = _unstashed(text)
        for link in block.iter("a"):
            target = link.get("href", "")
            if target.startswith("actor:"):
                words = "".join(link.itertext())
                actor = target.removeprefix("actor:")
                self.state.named.setdefault(actor, _sentence(plain, words))

    def check_link(self, link: ElementTree.Element) -> None:
        """An author's own link: outside with `rel`, inside by a path from the site's root."""
        target = link.get("href", "").strip()
        try:
            scheme = urlsplit(target).scheme.lower()
        except ValueError:
            scheme = "?"
        if scheme in ("http", "https"):
            link.set("class", "external")
            link.set("rel", "external noopener noreferrer")
            return
        if scheme == "mailto":
            return
        odd = bool(_NOT_A_PATH.search(target.partition("#")[0]))
        if scheme or odd or target.startswith(("//", "#")) or not target:
            link.attrib.pop("href", None)
            if target and not target.startswith("#"):
                message = f"the link '{target}' cannot be followed from a published page"
                hint = "http:, https:, mailto: or a path from the site's root such as 'timeline/'"
                self.state.problem("bad-value", f"]({target}", message, hint)
            return
        link.set("href", self.site_link(target))

    def site_link(self, target: str) -> str:
        path, _, fragment = target.partition("#")
        path = path.lstrip("/")
        path = re.sub(r"(^|/)([^/.]+)\.md$", r"\1\2/", path)
        if path == "" or path.endswith("/"):
            path += "index.html"
        elif "." not in path.rsplit("/", 1)[-1]:
            path += "/index.html"
        reference = f"site:{path}" + (f"#{fragment}" if fragment else "")
        self.state.site_links.append(reference)
        return reference

    def check_image(self, image: ElementTree.Element) -> None:
        target = image.get("src", "").strip()
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\|#", target) or not target:
            message = f"the image '{target}' is not a file of this site"
            hint = "put it into static/ and name it by its path there; no page loads from elsewhere"
            self.state.problem("bad-value", f"]({target}", message, hint)
            image.tag = "span"
            image.text = AtomicString(image.get("alt", ""))
            image.attrib.clear()
            return
        path = target.lstrip("/")
        self.state.site_links.append(f"site:{path}")
        image.set("src", f"site:{path}")


_BLOCKS = {"p", "li", "td", "th", "dd", "dt", "blockquote"}


def _blocks(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The elements that hold running text, outermost only, so that no text is read twice."""
    for child in root:
        if child.tag in ("p", "td", "th", "dt") or (
            child.tag in ("li", "dd") and not any(g.tag in ("p", "ul", "ol", "dl") for g in child)
        ):
            yield child
        elif child.tag in _NEVER_LINKED:
            continue
        else:
            if child.tag in ("li", "dd"):
                yield _own_text(child)
            yield from _blocks(child)


def _own_text(item: ElementTree.Element) -> ElementTree.Element:
    """The words of a list item before its nested list, moved into a span to be read as a block."""
    span = ElementTree.Element("span")
    span.text, item.text = item.text, None
    children = list(item)
    for child in children:
        if child.tag in ("p", "ul", "ol", "dl", "pre", "blockquote", "table"):
            break
        item.remove(child)
        span.append(child)
    item.insert(0, span)
    return span


def _link_names(element: ElementTree.Element, annotate: object) -> None:
    assert callable(annotate)
    if element.tag in _NEVER_LINKED:
        return
    for child in list(element):
        if not (child.tag == "span" and child.get("class") in ("unlinked", "citation")):
            _link_names(child, annotate)
    # Text nodes: the element's own first, then what follows each child. Links are inserted from
    # the last child backwards so that positions stay right.
    for index in range(len(element) - 1, -1, -1):
        child = element[index]
        if child.tail and child.tail.strip():
            text = str(child.tail)
            links, rest = _split(text, annotate(text))
            child.tail = rest
            for offset, link in enumerate(links):
                element.insert(index + 1 + offset, link)
    if element.text and element.text.strip() and not isinstance(element.text, AtomicString):
        text = str(element.text)
        links, rest = _split(text, annotate(text))
        element.text = rest
        for offset, link in enumerate(links):
            element.insert(offset, link)


def _split(text: str, mentions: tuple[Mention, ...]) -> tuple[list[ElementTree.Element], str]:
    """A text as its beginning and the links after it, each with the text up to the next."""
    if not mentions:
        return [], text
    links = []
    for number, mention in enumerate(mentions):
        link = ElementTree.Element(
            "a",
            {
                "href": actor_reference(mention.actor or ""),
                "class": "actor",
                "data-rule": mention.rule,
            },
        )
        link.text = AtomicString(mention.text)
        following = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
        link.tail = text[mention.end : following]
        links.append(link)
    return links, text[: mentions[0].start]


_STASHED = re.compile("\x02[^\x03]*\x03")


def _unstashed(text: str) -> str:
    """Running text without the library's placeholders, blanks folded."""
    return " ".join(_STASHED.sub("", text).split())


def _sentence(text: str, words: str) -> str:
    """The sentence of `text` in which `words` first stand."""
    at = text.find(words)
    if at < 0:
        return text[:300]
    starts = [m.end() for m in re.finditer(r"[.!?]\)?\s+(?=[A-ZÀ-Þ(“\"])", text[:at])]
    end = re.search(r"[.!?][)”\"]*(?=\s|$)", text[at + len(words) :])
    stop = at + len(words) + end.end() if end else len(text)
    return text[starts[-1] if starts else 0 : stop]
