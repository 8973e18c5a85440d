"""Bad input, one small site a mistake: what `dossier check` says, word for word.

`UPDATE_GOLDEN=1 pytest tests/test_invalid_sites.py` writes what is printed now into each
`expected.txt`; read the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

AS_OF = "2026-01-15"
INVALID = Path(__file__).parent / "sites" / "invalid"
CASES = sorted(path.name for path in INVALID.iterdir() if path.is_dir())

PERSON = "name: Ada Moreno\nkind: person\n"
ADA = "content/actors/ada-moreno.yml"
GENERATED: dict[str, tuple[str | bytes, str]] = {
    "200,000 nested brackets": (
        PERSON + "private: " + "[" * 200_000,
        f"{ADA}:3:59: error[yaml-limit]: nested more than 50 levels deep",
    ),
    "200,000 nested mappings": (
        "name: " + "{a: " * 200_000,
        f"{ADA}:1:203: error[yaml-limit]: nested more than 50 levels deep",
    ),
    "200,000 nested lists in lines": (
        PERSON + "tags:\n" + "- " * 200_000,
        f"{ADA}:4:99: error[yaml-limit]: nested more than 50 levels deep",
    ),
    "billion laughs": (
        PERSON
        + "tags:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"  - &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10)
        ),
        f"{ADA}:9:35: error[yaml-limit]: aliases multiply to more than 500,000 values",
    ),
    "NUL byte": (
        b"name: Ada\x00Moreno\nkind: person\n",
        f"{ADA}:1:10: error[yaml-syntax]: the control character U+0000, which no page can show",
    ),
    "control character": (
        b"name: Ada Moreno\r\nkind: person\r\nsummary: a\x1bb\r\n",
        f"{ADA}:3:11: error[yaml-syntax]: the control character U+001B",
    ),
    "Latin-1": (
        "name: Ada Moreno\nkind: person\nsummary: Señora é\n".encode("latin-1"),
        (f"{ADA}:3:12: error[not-utf8]: the file is not saved as UTF-8: here stands the byte 0xF1, "
        "in older encodings 'ñ' (save it again with the encoding UTF-8)"),
    ),
    "Latin-1 after UTF-8": (
        "name: José\nsummary: ñé".encode() + b" \xe9\n",
        f"{ADA}:2:13: error[not-utf8]:",
    ),
    "UTF-16": (
        PERSON.encode("utf-16"),
        (f"{ADA}:1:1: error[not-utf8]: the file is saved as UTF-16 (some editors call that "
        "'Unicode') (save it again with the encoding UTF-8)"),
    ),
    "UTF-32": (
        PERSON.encode("utf-32"),
        f"{ADA}:1:1: error[not-utf8]: the file is saved as UTF-32 (save it again with the encoding UTF-8)",
    ),
    "UTF-16 without mark": (
        PERSON.encode("utf-16-le"),
        f"{ADA}:1:2: error[yaml-syntax]: the control character U+0000",
    ),
    "over 5 MB": (
        PERSON + "summary: " + "a" * 5_000_000 + "\n",
        f"{ADA}:1:1: error[yaml-limit]: the file has 5.0 MB; the limit is 5",
    ),
    "a field of 1 MB": (
        PERSON + "summary: " + "a" * 1_000_000 + "\n",
        f"{ADA}:3:10: error[bad-value]: 'summary' is longer than 200,000 characters (shorten it)",
    ),
    "lone CR line ends": (
        "name: Ada Moreno\rkind: person\rrol: subject\r",
        f"{ADA}:3:1: error[unknown-key]: unknown key 'rol' (did you mean 'role'?)",
    ),
    "CRLF line ends": (
        "name: Ada Moreno\r\nkind: person\r\nrol: subject\r\n",
        f"{ADA}:3:1: error[unknown-key]: unknown key 'rol'",
    ),
    "byte-order mark": (
        "\ufeffnmae: Ada Moreno\nkind: person\nname: Ada\n",
        f"{ADA}:1:1: error[unknown-key]: unknown key 'nmae' (did you mean 'name'?)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_check_says_what_is_wrong(case, run):
    """`check` reports the mistake exactly as `expected.txt` has it, with the right exit code.

    Options that it takes to see the mistake stand in `options.txt`.
    """
    folder = INVALID / case
    options = folder / "options.txt"
    words = options.read_text().split() if options.is_file() else []
    ran = run("check", "--site", folder, "--as-of", AS_OF, *words)
    golden = folder / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(ran.stderr, "utf-8")
    assert ran.stderr == golden.read_text("utf-8")
    assert "Traceback" not in ran.stderr
    assert re.fullmatch(r"(\d+ points? disputed.*\n)?", ran.stdout)
    assert ran.code == (1 if "error[" in ran.stderr else 0)
    assert ("error[" in ran.stderr) is not case.startswith("warning-")


@pytest.mark.parametrize("case", CASES)
def test_every_finding_has_a_place_that_exists(case):
    """Each line of an `expected.txt` names a file of the site, and a line and column in it."""
    folder = INVALID / case
    heads = [
        match
        for line in (folder / "expected.txt").read_text("utf-8").splitlines()
        if (match := re.match(r"(\S.*?):(\d+):(\d+): (?:error|warning)\[", line))
    ]
    assert heads
    for match in heads:
        if (folder / match[1]).is_dir():
            assert (match[2], match[3]) == ("1", "1")
            continue
        lines = (folder / match[1]).read_text("utf-8").split("\n")
        assert int(match[2]) <= len(lines)
        assert int(match[3]) <= len(lines[int(match[2]) - 1]) + 1


@pytest.mark.parametrize("case", GENERATED)
def test_check_bears_what_no_file_should_hold(case, make_site, run):
    """Nesting, aliases, encodings and sizes beyond reason: one finding, at once, no traceback."""
    content, expected = GENERATED[case]
    ran = run("check", "--site", make_site({ADA: content}), timeout=10)
    assert ran.code == 1
    assert "Traceback" not in ran.stderr
    assert ran.stderr.startswith(expected)
    assert ran.stderr.endswith("\n1 error\n")


def test_check_warns_of_what_readers_of_the_repository_read(make_site, run):
    """`private`, `draft` and `embargo` in tracked files are warned of; in untracked ones not."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    hidden = "name: {}\nkind: person\ndraft: true\nembargo: 2027-01-01\nprivate: CANARY-7d1f\n"
    site = make_site({ADA: hidden.format("A"), "content/actors/bo-lind.yml": hidden.format("B")})
    subprocess.run([git, "init", "-q"], cwd=site, check=True, capture_output=True)
    subprocess.run([git, "add", ADA], cwd=site, check=True, capture_output=True)
    ran = run("check", "--site", site, "--as-of", AS_OF)
    assert ran.code == 0
    assert re.findall(r"^content\S+: warning\[[\w-]+\]", ran.stderr, re.MULTILINE) == [
        f"{ADA}:{line}:1: warning[private-tracked]" for line in (3, 4, 5)
    ]
    assert "CANARY" not in ran.stderr
    (site / "site_config.yml").write_text("title: T\npublish: {source: private}\n")
    assert run("check", "--site", site).stdout == "no problems\n"


def test_check_refuses_symbolic_links_and_special_names(make_site, tmp_path, run):
    """A link to a file, a folder or itself is reported where it stands, and never followed."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "spy.yml").write_text("name: Spy\nkind: person\n")
    (outside / "text.txt").write_text("secret")
    site = make_site({
        ADA: PERSON,
        "content/sources/log.yml": "title: L\nrights: open\nlicense: CC0\ntext: far/text.txt\n",
        "content/sources/long.yml": f"title: L\nrights: open\nlicense: CC0\ntext: {'a' * 300}.txt\n",
        "seeds/README": "",
        "static/x.txt": "",
    })  # fmt: skip
    (site / "content/actors/spy.yml").symlink_to(outside / "spy.yml")
    (site / "content/actors/folder").symlink_to(outside)
    (site / "content/actors/loop").symlink_to(site / "content/actors")
    (site / "content/events").symlink_to(outside)
    (site / "seeds/far").symlink_to(outside)
    (site / "static/far").symlink_to(outside)
    ran = run("check", "--site", site)
    assert ran.code == 1
    assert "Traceback" not in ran.stderr
    assert "Spy" not in ran.stderr
    places = re.findall(
        r"^(\S+?):\d+:\d+: error\[(?:bad-path|unreadable)\]", ran.stderr, re.MULTILINE
    )
    assert places == [
        "content/actors/folder", "content/actors/loop", "content/actors/spy.yml", "content/events",
        "content/sources/log.yml", "content/sources/long.yml", "static/far",
    ]  # fmt: skip


TEN_MISTAKES = {
    "content/actors/a.yml": ("name: A\nkind: person\nrol: subject\n", "3:1", "unknown-key"),
    "content/actors/b.yml": ("name: B\nkind: persn\n", "2:7", "unknown-kind"),
    "content/actors/c.yml": ("name: C: D\nkind: person\n", "1:8", "yaml-syntax"),
    "content/actors/d.yml": ("kind: person\n", "1:1", "missing-key"),
    "content/events/e.yml": ("title: E\ndate: 3 May 2024\n", "2:7", "bad-date"),
    "content/events/f.yml": ("title: F\nactors: [real-on]\n", "2:10", "unknown-actor"),
    "content/sources/g.yml": ("title: G\ntype: newspaper\n", "2:7", "bad-value"),
    "content/sources/h.yml": ('title: H\nheld: "no"\n', "2:7", "wrong-type"),
    "content/sources/i.yml": ("title: I\ntitle: J\n", "2:1", "duplicate-key"),
    "content/sources/j.yml": ("title: J\ntext: ../x\n", "2:7", "bad-path"),
}  # fmt: skip


def test_ten_mistakes_in_ten_files_are_ten_findings(make_site, run):
    """All are reported in one run, each with place and hint; the last good site stays as it is."""
    site = make_site({"content/actors/real-one.yml": "name: Real One\nkind: person\n"})
    assert run("build", "--site", site).code == 0
    before = {p: p.read_bytes() for p in (site / "build").rglob("*") if p.is_file()}
    assert len(before) > 5
    for name, (text, _, _) in TEN_MISTAKES.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    expected = [f"{name}:{at}: error[{code}]" for name, (_, at, code) in TEN_MISTAKES.items()]
    for command in ("check", "build"):
        ran = run(command, "--site", site)
        assert ran.code == 1
        heads = [line for line in ran.stderr.splitlines() if "error[" in line]
        assert [re.match(r".*?error\[[\w-]+\]", head)[0] for head in heads] == expected
        assert [head for head in heads if not head.endswith(")")] == [], "each has a hint"
        assert "10 errors" in ran.stderr
    after = {p: p.read_bytes() for p in (site / "build").rglob("*") if p.is_file()}
    assert after == before
