"""What is done with a parsed text: the last step of the conversion, on its elements."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dossier.markup.names import link_names, running_text, sentence_with, text_blocks
from dossier.markup.state import State
from dossier.urls import CREDENTIALS, NO_CREDENTIALS, has_credentials

_NOT_A_PATH = re.compile(r"[\x00-\x20:\\<>\"'&]")
"""Characters no path of a site needs, and with which a browser might read something else."""
_TAKEN = ("main", "")
"""Ids of the page itself; nothing is called nothing."""
_HEADING = re.compile(r"h([1-6])")


class Finish(Treeprocessor):
    """After inline parsing: headings shifted, links checked, names linked, images kept local."""

    def __init__(self, md: markdown.Markdown, state: State) -> None:
        super().__init__(md)
        self.state = state
        self.places: dict[str, int] = {}

    def run(self, root: ElementTree.Element) -> None:
        """Goes through the parsed text once for its elements, once for its running text."""
        self.places = dict.fromkeys(_TAKEN, 1)
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
                if self.state.request.page:
                    element.set("id", self.place_of("".join(map(str, element.itertext()))))
        for block in list(text_blocks(root)):
            before = "".join(running_text(block))
            link_names(block, self.state.request.annotate)
            self.note_names(block, before)

    def place_of(self, heading: str) -> str:
        """A heading's anchor, made as GitHub makes it, so that links work there and here.

        Small letters, blanks to hyphens, all other signs left out; the second of a name gets `-1`.
        """
        words = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        number = self.places.get(words, 0)
        self.places[words] = number + 1
        return f"{words}-{number}" if number else words

    def note_names(self, block: ElementTree.Element, text: str) -> None:
        """Whom the block links to, with the sentence; `text` is the block before linking."""
        for link in block.iter("a"):
            target = link.get("href", "")
            if target.startswith("actor:"):
                words = "".join(link.itertext())
                actor = target.removeprefix("actor:")
                if actor not in self.state.named:
                    self.state.named[actor] = sentence_with(text, words)

    def check_link(self, link: ElementTree.Element) -> None:
        """An author's own link: outside with `rel`, inside by a path from the site's root."""
        target = link.get("href", "").strip()
        try:
            scheme = urlsplit(target).scheme.lower()
        except ValueError:
            scheme = "?"
        if scheme in ("http", "https") and has_credentials(target):
            link.attrib.pop("href")
            self.state.problem("bad-value", target, f"this link {CREDENTIALS}", NO_CREDENTIALS)
            return
        if scheme in ("http", "https"):
            link.set("class", "external")
            link.set("rel", "external noopener noreferrer")
            return
        if scheme == "mailto":
            return
        if target.startswith("#") and self.state.request.page:
            target = self.state.request.page + target
        odd = bool(_NOT_A_PATH.search(target.partition("#")[0]))
        if scheme or odd or target.startswith(("//", "#")) or not target:
            link.attrib.pop("href", None)
            if target:
                message = f"the link '{target}' cannot be followed from a published page"
                hint = "http:, https:, mailto: or a path from the site's root such as 'timeline/'"
                self.state.problem("bad-value", target, message, hint)
            return
        link.set("href", self.site_link(target))

    def site_link(self, target: str) -> str:
        """The symbolic reference for a path from the site's root; noted, to be checked later."""
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
        """A picture of the site itself; one from elsewhere becomes its words and a problem."""
        target = image.get("src", "").strip()
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\|#", target) or not target:
            message = f"the image '{target}' is not a file of this site"
            hint = "put it into static/ and name it by its path there; no page loads from elsewhere"
            self.state.problem("bad-value", target, message, hint)
            image.tag = "span"
            image.text = AtomicString(image.get("alt", ""))
            image.attrib.clear()
            return
        path = target.lstrip("/")
        self.state.site_links.append(f"site:{path}")
        image.set("src", f"site:{path}")
