"""The design system from outside: its bounds in bytes, its contrasts, nothing in it that nothing uses."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[1] / "templates"
ASSETS = TEMPLATES / "assets"
STYLE = (ASSETS / "style.css").read_text()
RULES = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
SCRIPT = (ASSETS / "script.js").read_text()
RENDERED_BY_CODE = {"omission"}
"""Classes of linked text, written by src/dossier/ and not by a template."""


@pytest.mark.parametrize(("name", "bound"), [("style.css", 25_000), ("script.js", 15_000)])
def test_assets_stay_small_and_readable(name: str, bound: int) -> None:
    """As served, uncompressed; written by hand, so lines that can be read."""
    served = (ASSETS / name).read_bytes()
    assert len(served) < bound
    assert max(map(len, served.decode().splitlines())) <= 210
    assert served.count(b"\n") > bound / 80


def test_every_selector_is_of_something_that_is_written() -> None:
    """A class or an id of the stylesheet stands in a template or is set by the script."""
    selectors = re.sub(r":[^{};]*;|\{|\}", " ", re.sub(r"--[\w-]+:[^;]*;", "", RULES))
    named = set(
        re.findall(r"[.#](-?[a-z_][\w-]*)", re.sub(r'"[^"]*"', "", selectors), re.IGNORECASE)
    )
    assert {"passage", "corrections", "card", "net", "lit"} <= named
    templates = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    written = set(re.findall(r"[\w-]+", templates + SCRIPT))
    # The rank of a name in a drawing is part of its class: `at{{ level }}`.
    levels = {f"at{level}" for level in (0, 1, 2, 4)} if 'class="at{{' in templates else set()
    assert named - written - levels - RENDERED_BY_CODE == set()
    code = "".join(path.read_text() for path in TEMPLATES.parent.glob("src/dossier/**/*.py"))
    assert all(f'class="{name}"' in code for name in RENDERED_BY_CODE)


def test_no_token_is_unknown_or_unused() -> None:
    """What is read is set, and what is set is read."""
    read = set(re.findall(r"var\((--[\w-]+)", RULES))
    assert read == set(re.findall(r"(--[\w-]+):", RULES))


def test_sizes_and_spaces_are_tokens() -> None:
    """Type has the scale's sizes, or a share of the text's around it; so have most spaces."""
    sizes = re.findall(r"font(?:-size)?: ([^;]*);", RULES)
    for size in sizes:
        first = size.split()[0]
        assert (
            first.startswith("var(--")
            or (first.endswith("em") and not first.endswith("rem"))
            or (first in ("inherit", "8pt", "9.5pt", "100%"))
        ), size
    spaces = re.findall(r"(?<![\w-])(?:margin|padding|gap)[\w-]*: ([^;]*);", RULES)
    loose = [space for space in spaces if re.search(r"\drem", space)]
    assert len(loose) < len(spaces) / 20, loose


# Contrast, as WCAG 2.2 defines it


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme: those of the dark one stand over the light ones, as in a browser."""
    light, dark = re.findall(r":root \{(.*?)\}", RULES, re.DOTALL)[:2]
    read = {**dict(re.findall(r"--(\w+): (#\w{6});", light))}
    return read if scheme == "light" else {**read, **dict(re.findall(r"--(\w+): (#\w{6});", dark))}


def luminance(colour: str) -> float:
    """How bright it is, from 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance ."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """How far two stand apart, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio ."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blended(front: str, back: str, opacity: float) -> str:
    """A colour that lets the ground through."""
    pairs = ((int(front[at : at + 2], 16), int(back[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02x}" for a, b in pairs)


INKS = ("ink", "soft", "accent")
"""Every colour that type has: text; notes, labels, table heads, words of charts; links and buttons."""
GROUNDS = ("paper", "shade")
SCHEMES = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_type_has_a_contrast_of_seven(scheme: str) -> None:
    """All of it, on all grounds it stands on; what is marked is written in ink."""
    colours = tokens(scheme)
    pairs = [*product(INKS, GROUNDS), ("ink", "marker"), ("paper", "ink")]
    found = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert min(found.values()) >= 7, found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_lines_that_mean_something_have_a_contrast_of_three(scheme: str) -> None:
    """Underlines, the rule beside a quotation, focus, lines and marks of drawings, also thin and faint ones."""
    colours = tokens(scheme)
    for line, ground in product(("line", "strong", "soft", "accent"), GROUNDS):
        assert contrast(colours[line], colours[ground]) >= 3, (line, ground)
    opacities = re.findall(r"\.(?:crowd \.way|faint) \{[^}]*opacity: ([\d.]+)", RULES)
    assert len(opacities) == 2
    for opacity in map(float, opacities):
        drawn = blended(colours["soft"], colours["paper"], opacity)
        assert contrast(drawn, colours["paper"]) >= 3, opacity


def test_type_has_no_colour_but_these() -> None:
    """So that the contrasts above are those of every page; print is black on white."""
    screen = RULES.split("@media print")[0]
    colours = set(re.findall(r"(?<![\w-])color: ([^;]*);", screen))
    assert colours <= {f"var(--{ink})" for ink in (*INKS, "paper")} | {"inherit"}
    paints = set(re.findall(r"(?:fill|stroke): ([^;]*);", screen))
    known = {f"var(--{name})" for name in (*INKS, "paper", "line", "rule")}
    assert paints <= known | {"none", "transparent"}


def test_the_browser_is_told_the_colour_of_the_paper() -> None:
    """The colour of a phone's bar is that of the page, in both schemes."""
    base = (TEMPLATES / "base.html").read_text()
    for scheme in SCHEMES:
        paper = tokens(scheme)["paper"]
        assert f'content="{paper}" media="(prefers-color-scheme: {scheme})"' in base
