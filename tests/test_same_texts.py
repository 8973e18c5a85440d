"""Two records of one full text: told of, unless they say where they are taken from."""

from __future__ import annotations

from typing import Any

SUM = "text_sha256: " + "a" * 64 + "\n"


def record(title: str, origin: str = "", more: str = "") -> str:
    """A source's file."""
    derived = f"derived_from: [{{origin: {origin}, basis: stated}}]\n" if origin else ""
    return f"title: {title}\n{SUM}{derived}{more}"


def warnings(make_site: Any, run: Any, **sources: str) -> list[str]:
    """The files of which it is told."""
    site = make_site({f"content/sources/{key}.yml": text for key, text in sources.items()})
    lines = run("check", "--site", site).stderr.splitlines()
    return [line.partition(":")[0] for line in lines if "warning[same-text]" in line]


def test_a_copy_is_told_of(make_site: Any, run: Any) -> None:
    """Once, at the second."""
    found = warnings(make_site, run, first=record("One"), second=record("Two"))
    assert found == ["content/sources/second.yml"]


def test_a_chain_of_origins_is_followed(make_site: Any, run: Any) -> None:
    """An agency's report, a paper that prints it, and one that prints the paper's."""
    found = warnings(
        make_site, run, agency=record("A"), daily=record("B", "agency"), times=record("C", "daily")
    )
    assert found == []


def test_an_origin_that_is_not_public_is_one(make_site: Any, run: Any) -> None:
    """Both say what they are taken from; that it is a draft changes nothing."""
    draft = "title: Wire\ndraft: true\n"
    found = warnings(make_site, run, a=record("A", "wire"), b=record("B", "wire"), wire=draft)
    assert found == []


def test_a_hidden_copy_is_not_named(make_site: Any, run: Any) -> None:
    """What is not public is not said to anybody who reads what a build prints."""
    found = warnings(make_site, run, a=record("A", more="draft: true\n"), b=record("B"))
    assert found == []
