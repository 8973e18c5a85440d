"""What every page promises: a strict policy, no referrer, nothing loaded from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

POLICY = {
    "default-src": {"'none'"}, "script-src": {"'self'"}, "style-src": {"'self'"},
    "connect-src": {"'self'"}, "font-src": {"'self'"}, "img-src": {"'self'", "data:"},
    "base-uri": {"'none'"}, "form-action": {"'none'"},
}  # fmt: skip
LOADED = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}
SITES = ["example", "tangled", "components", "minimal"]


class Tags(HTMLParser):
    """Every tag of a page with its attributes, in order."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs) -> None:
        """Keeps one."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every tag of a name."""
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module", params=SITES)
def pages(request, built_site) -> dict[str, Tags]:
    """Every page of a site."""
    folder = built_site(request.param)
    found = {str(path.relative_to(folder)): Tags(path) for path in sorted(folder.rglob("*.html"))}
    assert found
    return found


def test_every_page_has_the_policy_before_anything_it_is_about(pages):
    """Also the page that is not found and those that lead on; nothing inline is allowed by it."""
    for name, page in pages.items():
        names = [
            tag if tag != "meta" else attributes.get("http-equiv", "meta")
            for tag, attributes in page.found
        ]
        (policy,) = [
            m["content"]
            for m in page.all("meta")
            if m.get("http-equiv") == "Content-Security-Policy"
        ]
        given = {part.split()[0]: set(part.split()[1:]) for part in policy.split(";")}
        assert given == POLICY, name
        at = names.index("Content-Security-Policy")
        assert not {"script", "link", "style", "img", "title"} & set(names[:at]), name


def test_no_page_tells_the_next_where_its_reader_came_from(pages):
    """For every link of a page, and once more on each that leads away."""
    for name, page in pages.items():
        assert {"name": "referrer", "content": "no-referrer"} in page.all("meta"), name
        for link in page.all("a"):
            if re.match(r"(?i)https?:|//", link.get("href", "")):
                rel = set(link.get("rel", "").split())
                assert {"external", "noopener", "noreferrer"} <= rel, (name, link)
            assert "ping" not in link, name


def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline(pages):
    """No address of another host, no script or style within a page, no handler of events."""
    for name, page in pages.items():
        assert not page.all("style"), name
        assert not [t for t, _ in page.found if t in ("iframe", "object", "embed", "base", "frame")]
        for tag, attributes in page.found:
            assert not [a for a in attributes if a.startswith("on") or a == "style"], (name, tag)
            loaded = {attributes[a] for a in LOADED & set(attributes)}
            if tag == "link" and not {"canonical", "alternate"} & set(attributes["rel"].split()):
                loaded.add(attributes["href"])
            assert not [url for url in loaded if re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", url)], name
        for script in page.all("script"):
            assert "src" in script or script.get("type") == "application/ld+json", name


@pytest.mark.parametrize(
    "image",
    ["![x](https://e.example/x.png)", "![x](//e.example/x.png)", "![x](HTTPS:\\\\e.example/x)",
     "![x](data:image/png;base64,AA)", "![x][y]\n\n[y]: https://e.example/x.png"],
)  # fmt: skip
def test_a_picture_from_elsewhere_is_refused(make_site, run, image):
    """Its host would learn who reads what; nothing is written."""
    site = make_site({"content/pages/about.md": f"# About\n\n{image}\n"})
    ran = run("build", "--site", site)
    assert ran.code == 1
    assert re.search(r"^content/pages/about\.md:\d:\d: error\[bad-value\]", ran.stderr)
    assert not (site / "build").exists()


def test_templates_put_every_value_between_quotation_marks():
    """An attribute without them would end at the first blank of a value, and begin another."""
    root = Path(__file__).parents[1] / "templates"
    bare = re.compile(r"<[a-z][^<>]*?\s[a-z-]+=\{\{|<[a-z][^<>]*?\s[a-z-]+=\{%")
    found = [
        f"{path.name}: {match[0]}"
        for path in sorted(root.rglob("*.html"))
        for match in bare.finditer(re.sub('"[^"]*"', '""', path.read_text("utf-8")))
    ]
    assert found == []
    assert bare.search("<a href={{ u }}>"), "the pattern finds one"
    for path in sorted(root.rglob("*.html")):
        # What the theme writes itself may be safe; no value is.
        assert not re.search(r"[^\"']\s*\|\s*safe\b", path.read_text("utf-8")), path.name
