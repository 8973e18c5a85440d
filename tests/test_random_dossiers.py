"""Whole dossiers made at random, and good ones damaged at random: read, refused or built, never a crash.

Made from the models, as `everything` makes them, so that a new key is in them by itself.
"""

from __future__ import annotations

import datetime
import json
import random
import shutil
from pathlib import Path

import pytest
from conftest import files_made_of
from everything import dossier_of_everything
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.builds import BuildOptions
from dossier.diagnostics import has_errors
from dossier.inspection import check
from dossier.load.locate import locate

OPTIONS = BuildOptions(datetime.date(2026, 1, 15))
SNIPPETS = (
    "Ada Byron", "[[other]]", "[[everything|words]]", "[@other]", '[@other: "words"]', "**a**", "- a\n",
    "# a\n", "|a|\n|-|\n", "<b>", "&amp;", "`", "\\", "=1+1", "{{ 7*7 }}", "\u202e", "שלום", "محمد", "漢字", "İ",
    "z\u0301", "👩‍👩‍👧", "\u200b", "\t", "\n\n", "'", '"', "…", "[", "]", "(", "#", "%", "@", "0", ".",
)  # fmt: skip
WORDS = st.one_of(
    st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=6).map(" ".join),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30),
)


@st.composite
def dossiers(draw) -> dict[str, str]:
    """The files of a dossier with every key, or without some, in words drawn at random."""
    dice = random.Random(draw(st.integers(0, 2**32)))
    words = draw(st.lists(WORDS, min_size=1, max_size=8))
    files = dossier_of_everything(lambda _place: f"x{dice.choice(words)}")
    for name in list(files):
        if name.endswith(".yml") and dice.random() < 0.4:
            files[name] = json.dumps(thinned(json.loads(files[name]), dice), ensure_ascii=False)
    return files


def thinned(record, dice: random.Random):
    """A record without some of its keys and with some of its items twice."""
    if isinstance(record, dict):
        return {k: thinned(v, dice) for k, v in record.items() if dice.random() > 0.03}
    if isinstance(record, list):
        return [thinned(each, dice) for each in record for _ in range(1 + (dice.random() < 0.03))]
    return record


@st.composite
def damaged(draw) -> dict[str, bytes]:
    """Such files with bytes of some taken out, doubled, exchanged or made up."""
    files = {name: text.encode() for name, text in draw(dossiers()).items()}
    for _ in range(draw(st.integers(1, 6))):
        name = draw(st.sampled_from(sorted(files)))
        data = files[name]
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 1, 2, 10, 200))))
        new = draw(
            st.one_of(
                st.just(b""), st.binary(max_size=8), st.just(data[start:end] * 2),
                st.sampled_from((b"\n", b"\t", b": ", b"- ", b"'", b'"', b"{", b"]", b"&a ", b"*a", b"#",
                                 b"\xff", b"\xc2\x85", b"\0", b"|\n", b"---\n", b"!!x ", b"null", b"9")),
            )
        )  # fmt: skip
        files[name] = data[:start] + new + data[end:]
    return files


def written(folder: Path, files: dict[str, str | bytes]) -> Path:
    """The files in an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def looked_at(site: Path) -> bool:
    """Whether the site can be built; each finding has a place, words and, if an error, a remedy."""
    found = check(site, OPTIONS).diagnostics
    for each, _ in locate(site, found):
        at = each.location
        assert each.message
        assert at.path.startswith(("build/", "(theme)")) or min(at.line, at.column) >= 1, each
    return not has_errors(found)


RANDOM = settings(max_examples=25, suppress_health_check=list(HealthCheck), print_blob=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where they are written, one after the other."""
    return tmp_path_factory.mktemp("random") / "site"


def test_any_dossier_is_built_or_refused(folder):
    """What is checked without an error is built without one, twice the same."""
    built = 0

    @RANDOM
    @given(dossiers())
    def holds(files):
        nonlocal built
        site = written(folder, files)
        if looked_at(site):
            made = files_made_of(site, OPTIONS)
            assert "index.html" in made
            assert made == files_made_of(site, OPTIONS)
            built += 1

    holds()
    assert built, "some of them can be built"


def test_any_damage_is_told(folder):
    """Nothing raises, and every finding has its place."""

    @RANDOM
    @given(damaged())
    def holds(files):
        looked_at(written(folder, files))

    holds()
