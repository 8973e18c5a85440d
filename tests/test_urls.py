"""Ids, references and relative links."""

from __future__ import annotations

import pytest

from dossier.urls import (
    OutputPath,
    Reference,
    href,
    root_prefix,
    slug_problem,
    slugify,
)


@pytest.mark.parametrize("slug", ["a", "el-mencho", "z42", "a-1-b", "a" * 80])
def test_good_ids(slug: str) -> None:
    """Lower-case letters, digits and single hyphens, a letter first, at most 80 characters."""
    assert slug_problem(slug) == ""


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "A",
        "1a",
        "-a",
        "a-",
        "a--b",
        "a_b",
        "á",
        "a" * 81,
        "con",
        "index",
        "aux",
        "lpt1",
        "\u0430",
    ],
)
def test_bad_ids(slug: str) -> None:
    """Everything else has a reason why not, Cyrillic look-alikes and Windows' devices included."""
    assert slug_problem(slug) != ""


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Iván Archivaldo Guzmán", "ivan-archivaldo-guzman"),
        ("D'Arcy & Søn", "darcy-sn"),
        ("42 Brothers", "brothers"),
        ("李明", ""),
        ("x" * 100, "x" * 80),
    ],
)
def test_slugify(name: str, slug: str) -> None:
    """The nearest id to a name, "" where its script has none."""
    assert slugify(name) == slug


@pytest.mark.parametrize(
    ("page", "root"),
    [("index.html", ""), ("timeline/index.html", "../"), ("actors/x/index.html", "../../")],
)
def test_root_prefix(page: str, root: str) -> None:
    """The way up from a page is as long as the page is deep."""
    assert root_prefix(OutputPath(page)) == root


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("actor:cjng", "../../actors/cjng/index.html"),
        ("actor:cjng#fact-x", "../../actors/cjng/index.html#fact-x"),
        ("source:s#passage-p", "../../sources/s/index.html#passage-p"),
        ("event:e", "../../timeline/index.html#event-e"),
        ("site:docs/a b.pdf", "../../docs/a%20b.pdf"),
    ],
)
def test_href(reference: str, expected: str) -> None:
    """References name index.html, so that links work from disk too."""
    assert href(Reference(reference), "../../") == expected
