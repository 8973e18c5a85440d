"""docs/licences.md names every package that is installed with the program, and the licence it states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = (Path(__file__).parents[1] / "docs/licences.md").read_text("utf-8")
ROW = re.compile(r"^\| (?!package )([a-z0-9-]*[a-z0-9]) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
DISTRIBUTION = "annotated-dossier"
EXTRAS = ("import", "dask")
PARTS = re.MULTILINE | re.DOTALL


def needed(name: str, extras: frozenset[str]) -> Iterator[Requirement]:
    """What a package asks for here, with the extras that are asked of it."""
    for line in metadata.requires(name) or []:
        wanted = Requirement(line)
        if not wanted.marker or any(wanted.marker.evaluate({"extra": e}) for e in ("", *extras)):
            yield wanted


def installed(extras: frozenset[str]) -> dict[str, str]:
    """Every package that comes with the program, and by which other it is needed ("": by itself)."""
    found: dict[str, str] = {}
    waiting = [(wanted, "") for wanted in needed(DISTRIBUTION, extras)]
    while waiting:
        wanted, by = waiting.pop(0)
        name = canonicalize_name(wanted.name)
        if name not in found:
            found[name] = by
            waiting += [(more, name) for more in needed(name, frozenset(wanted.extras))]
    return found


def test_every_package_is_listed_with_its_licence() -> None:
    """None is missing, none is too many, and where a package states an SPDX expression it is that."""
    parts = dict(
        re.findall(r"^## (?:With the extra `\[)?(\w+)(?:\]`)?\n(.*?)(?=^## |\Z)", PAGE, PARTS)
    )
    assert parts.keys() == {"Always", *EXTRAS}
    always = installed(frozenset())
    for extra, part in parts.items():
        listed = {name: licence for name, licence, _ in ROW.findall(part)}
        more = installed(frozenset([extra])).keys() - always.keys()
        assert listed.keys() == (more if extra in EXTRAS else always.keys()), extra
        for name, licence in listed.items():
            stated = metadata.metadata(name).get("License-Expression")
            assert licence == (stated or licence), name


def test_the_reasons_are_right() -> None:
    """Who is said to need a package does, and what the program names itself is no other's."""
    own = {canonicalize_name(r.name) for r in needed(DISTRIBUTION, frozenset(EXTRAS))}
    for name, _, what in ROW.findall(PAGE):
        by = what.removeprefix("needed by ")
        if name in own:
            assert by == what, name  # it is told what it is for
        else:
            names = {canonicalize_name(r.name) for r in needed(by, frozenset(["crypto"]))}
            assert name in names, name
