"""What no repository can hold: links, pipes, devices, odd names, texts that would take for ever.

Each is one finding with a place and what to do, in both commands; the old site stays as it is.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import pytest

from dossier.cache import Cache
from dossier.load import static

PERSON = "name: Ada Moreno\nkind: person\n"
ADA = "content/actors/ada-moreno.yml"
OPEN = "title: Open\nrights: open\nlicense: CC0\ntext: {}\n"
HEAD = re.compile(r"^(\S.*?):(\d+):(\d+): (error|warning)\[([\w-]+)\]: .+ \(.+\)$", re.MULTILINE)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def found_by(ran) -> list[tuple[str, str]]:
    """Path and code of each finding; each has a place and a hint, and none is a traceback."""
    assert "Traceback" not in ran.stderr
    heads = [line for line in ran.stderr.splitlines() if re.search(r": (error|warning)\[", line)]
    found = [HEAD.fullmatch(head) for head in heads]
    assert [head for head, match in zip(heads, found, strict=True) if not match] == []
    return [(match[1], match[5]) for match in found if match]


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refused(site: Path, run) -> list[tuple[str, str]]:
    """What `check` and `build` alike say of a site that they do not take; the old one is whole."""
    before = files_of(site / "build")
    checked, built = (run(command, "--site", site) for command in ("check", "build"))
    assert (checked.code, built.code) == (1, 1)
    assert files_of(site / "build") == before
    assert found_by(built) == found_by(checked)
    return found_by(checked)


def pipe(path: Path) -> None:
    """A named pipe that nobody writes to: whoever opens it waits."""
    os.mkfifo(path)


def device(path: Path) -> None:
    """A device that has no end."""
    try:
        os.mknod(path, 0o20666, os.makedev(1, 5))
    except OSError:
        pytest.skip("only an administrator may make a device")


def listener(path: Path) -> None:
    """A socket; its own path may be too long for one."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as made:
        made.bind(f"{folder}/s")
        os.rename(f"{folder}/s", path)


def link(path: Path) -> None:
    """A link out of the dossier."""
    path.symlink_to(outside(path))


def hard_link(path: Path) -> None:
    """A second name of a file outside of the dossier."""
    os.link(outside(path), path)


def outside(path: Path) -> Path:
    """A file that nobody may publish, beside the site that `path` is in."""
    site = next(folder for folder in path.parents if (folder / "site_config.yml").is_file())
    secret = site.parent / "secret.txt"
    secret.write_text("SPYWORDS in a file outside")
    return secret


READ_FILES = (
    "content/actors/odd.yml", "content/pages/odd.md", "content/verified.jsonl", "docs/odd.md",
    "static/odd.txt", "templates/odd.html", "templates/assets/odd.css",
)  # fmt: skip


@pytest.mark.parametrize("kind", [pipe, device, listener, link], ids=lambda kind: kind.__name__)
def test_what_is_no_file_of_its_own_is_refused_wherever_one_is_read(make_site, run, kind):
    """Nobody waits for it, reads it or follows it, and nothing of it is said or published."""
    site = make_site({
        "site_config.yml": "title: T\ndocs: about\n", ADA: PERSON, "docs/about.md": "Words.\n",
        "content/sources/open.yml": OPEN.format("odd.txt"), "seeds/x": "",
    })  # fmt: skip
    assert run("build", "--site", site).code == 1, "the open text is not there"
    for name in (*READ_FILES, "seeds/odd.txt"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        kind(site / name)
    found = refused(site, run)
    assert sorted(set(found)) == sorted(
        [(name, "bad-path") for name in READ_FILES] + [("content/sources/open.yml", "bad-path")]
    )
    (site / "canaries.txt").unlink(missing_ok=True)


def test_a_list_of_canaries_that_cannot_be_read_is_not_taken_for_none(make_site, run):
    """Whoever asks for leaks would believe that there are none."""
    for kind in (pipe, link, Path.mkdir):
        site = make_site({ADA: PERSON})
        kind(site / "canaries.txt")
        ran = run("check", "--site", site, "--leaks")
        assert (ran.code, [path for path, _ in found_by(ran)]) == (1, ["canaries.txt"])


def test_a_second_name_of_a_file_elsewhere_is_not_published(make_site, run):
    """A hard link, in each folder whose files are published as they are."""
    names = ("content/pages/odd.md", "docs/odd.md", "static/odd.txt", "templates/odd.html")
    site = make_site({
        "site_config.yml": "title: T\ndocs: about\n", "docs/about.md": "Words.\n",
        "content/sources/open.yml": OPEN.format("odd.txt"), "seeds/x": "", "content/pages/x.md": "x",
        "static/x": "", "templates/x.html": "",
    })  # fmt: skip
    for name in (*names, "seeds/odd.txt"):
        hard_link(site / name)
    assert sorted(refused(site, run)) == sorted(
        [(name, "bad-path") for name in names] + [("content/sources/open.yml", "bad-path")]
    )


def test_links_that_lead_round_in_circles_cost_no_time(make_site, run):
    """Two in one folder would be four in the next, and so on, if anything followed them."""
    site = make_site({ADA: PERSON})
    for name in "abcd":
        (site / "content/actors" / name).symlink_to(".")
    began = time.perf_counter()
    assert refused(site, run) == [(f"content/actors/{name}", "bad-path") for name in "abcd"]
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    "name", [b"\xff", b"a\nb", b"a\x1b[31mb", "a\u202eb".encode(), "a\u2066b".encode(), b"a\x7fb"]
)
def test_names_that_hide_what_they_are_are_refused_and_shown_safely(make_site, run, name):
    """No finding moves a terminal's cursor, begins a line of its own or turns its letters round."""
    site = make_site({ADA: PERSON, "static/x": "", "content/pages/x.md": "x\n"})
    for folder, suffix in (
        ("static", b".txt"),
        ("content/actors", b".yml"),
        ("content/pages", b".md"),
    ):
        try:
            path = os.fsencode(site / folder) + b"/" + name + suffix
            with open(path, "wb") as file:
                file.write(PERSON.encode())
        except OSError:
            pytest.skip("this file system refuses the name itself")
    found = refused(site, run)
    assert sorted(code for _, code in found) == ["bad-file-name", "bad-id", "bad-id"]
    said = run("check", "--site", site).stderr
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)


def test_what_may_not_be_read_is_said(make_site, run):
    """A file or a folder without permission."""
    site = make_site({ADA: PERSON, "content/pages/a/x.md": "x", "static/x": ""})
    closed = (ADA, "content/pages/a", "static/x")
    for name in closed:
        (site / name).chmod(0)
    found = refused(site, partial(run, bound=True))
    assert found == [(name, "unreadable") for name in closed]
    (site / "content/pages/a").chmod(0o700)


@pytest.mark.parametrize("rights", ["open", "quotation"])
@pytest.mark.parametrize(
    "name", ["seeds//{}", "seeds/seeds//{}", "/{}", "a//{}", "seeds/", "seeds/../{}", "~/{}"]
)
def test_no_path_leads_out_of_the_seeds(make_site, run, tmp_path, name, rights):
    """An absolute path is none behind a prefix that is taken away either."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Nobody may read this.")
    text = name.format(str(secret).lstrip("/"))
    source = f"title: T\nrights: {rights}\nlicense: CC0-1.0\ntext: {text}\n"
    site = make_site({ADA: PERSON, "content/sources/t.yml": source})
    assert ("content/sources/t.yml", "bad-path") in refused(site, run)
    for command in (("check",), ("check", "--record"), ("review",)):
        assert "Nobody" not in "".join(map(str, run(*command, "--site", site)))


def test_a_huge_file_is_not_read_to_its_end(make_site, run):
    """Two thousand million bytes in YAML, in a page, in a full text: the limit is told at once."""
    site = make_site({
        ADA: PERSON, "content/sources/open.yml": OPEN.format("odd.txt"), "seeds/x": "",
        "content/pages/x.md": "x\n",
    })  # fmt: skip
    for name in ("content/actors/huge.yml", "content/pages/huge.md", "seeds/odd.txt"):
        with open(site / name, "wb") as file:
            file.truncate(2_000_000_000)
    ran = peak(site)
    assert [(path, code) for path, _, _, _, code in HEAD.findall(ran.said)] == [
        ("content/actors/huge.yml", "yaml-limit"), ("content/pages/huge.md", "yaml-limit"),
        ("content/sources/open.yml", "unreadable"),
    ]  # fmt: skip
    assert "2000.0 MB" in ran.said
    assert ran.megabytes < 200


class Ran:
    """What a check said, and what it took."""

    def __init__(self, code: int, said: str, seconds: float, megabytes: float) -> None:
        self.code, self.said, self.seconds, self.megabytes = code, said, seconds, megabytes


_MEASURED = """
import re, resource, runpy, sys
try:
    runpy.run_module("dossier", run_name="__main__")
finally:
    try:  # what getrusage tells begins with the memory of the process that started this one
        peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print("PEAK", peak, file=sys.stderr)
"""


def peak(site: Path) -> Ran:
    """A check of the site: in processor time, which a busy machine does not lengthen."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, "check", "--quiet", "--site", str(site)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said, _, kilobytes = done.stderr.rpartition("PEAK")
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    scale = 1_000_000 if sys.platform == "darwin" else 1000
    return Ran(done.returncode, said, seconds, int(kilobytes) / scale)


SIGNS = (
    "[", "![", "[[", "[@", "[a](", "[a]", "*_", "***", "_a", "`", "` `` ", "<", "<http://", "&", ">",
    "\\", '"', "(", "<!--", "|", "A. ", "Ada ", "Ada Moreno ", "\u200b", "a\u0301", "1", "a ",
    "Ada Moreno [[ada-moreno]] *x* ", "- ", "# ", "=1+1", "{{ 7*7 }}", "漢", "محمد ",
)  # fmt: skip
LINES = ("# a\n", "a\n===\n", "~~~~ x\n", "```\n", "- a\n", "> a\n", "|a|b|\n|-|-|\n", "a\n: b\n\n",
         "a\n\n", "[a]: b\n", "a  \n", "Ada Moreno\n\n", "1. Ada\n")  # fmt: skip


GROUPS = [[*SIGNS, *LINES][start::8] for start in range(8)]
TOO_LONG = 30
"""Seconds of processor time. The slowest of them takes four of an idle machine, the bound being five; a
busy one takes twice as long. What grows with the square of the length takes hours."""


@pytest.mark.parametrize("signs", GROUPS, ids=repr)
def test_no_field_as_long_as_one_may_be_takes_long(make_site, signs):
    """One sign over and over, up to the limit, in a field of its own each."""
    import json

    files = {}
    for number, sign in enumerate(signs):
        text = (sign * (199_000 // len(sign)))[:199_000].rstrip() or "x"
        record = {"name": "Ada Moreno", "kind": "person", "body": text}
        files[f"content/actors/ada-{number}.yml"] = json.dumps(record)
    ran = peak(make_site(files))
    assert "Traceback" not in ran.said
    assert ran.code in (0, 1), ran.said
    assert ran.seconds < TOO_LONG
    assert ran.megabytes < 500


MANY = {
    "aliases": [f"Alias Number{n}" for n in range(5_000)],
    "tags": ["x"] * 100_000,
    "facts": [{"labl": "a"}] * 20_000,
    "see_also": ["nobody"] * 20_000,
    "identifiers": {f"k{n}": "v" for n in range(100_000)},
    "reply": [{"text": "x"}] * 20_000,
}


@pytest.mark.parametrize("key", MANY)
def test_no_list_takes_long(make_site, key):
    """As many as fit: what is wrong is said, and said in time."""
    import json

    site = make_site({ADA: json.dumps({"name": "Ada", "kind": "person", key: MANY[key]})})
    ran = peak(site)
    assert "Traceback" not in ran.said
    assert ran.seconds < TOO_LONG
    assert ran.megabytes < 500


def test_a_record_of_quotes_that_is_none_is_told_once(make_site, run):
    """A million lines of something else are not a million findings."""
    site = make_site({ADA: PERSON, "content/verified.jsonl": "x\n" * 1_000_000})
    ran = run("check", "--site", site)
    assert ran.code == 0
    assert 0 < len(found_by(ran)) <= 100


TEMPLATES = {
    "not UTF-8": (b"\xff", "is not saved as UTF-8"),
    "nested too deep": (b"{{ " + b"(" * 3000 + b"1" + b")" * 3000 + b" }}", "nested too deep"),
    "a loop without end": (b"{% for i in range(10**12) %}x{% endfor %}", "Range too big"),
    "itself": (b"{% include 'index.html' %}", "recursion depth exceeded"),
    "a file outside": (b"{% include '../../../etc/passwd' %}", "no such template"),
    "not closed": (b"{% if x %}", "Unexpected end of template"),
    "an undefined name": (b"{{ nope }}", "'nope' is undefined"),
}


@pytest.mark.parametrize("case", TEMPLATES)
def test_a_broken_template_is_one_finding(make_site, run, case):
    """With the template's place, and never a traceback."""
    text, said = TEMPLATES[case]
    site = make_site({ADA: PERSON, "templates/index.html": text})
    for command in ("check", "build"):
        ran = run(command, "--site", site)
        assert ran.code == 1
        assert "Traceback" not in ran.stderr
        assert said in ran.stderr
        assert ran.stderr.count("error[template-error]") == 1


def test_thousands_of_wrong_references_are_told_at_once(make_site, run):
    """Each with what was perhaps meant, of a thousand sources; comparing all with all took minutes."""
    wrong = [f"gazzette-of-{number:04}-vol" for number in range(1000)]
    lines = "".join(f"  - {{label: {name}, value: V, sources: [{name}]}}\n" for name in wrong)
    texts = "".join(
        f"  Told by [@{name}] and [[{name}]], [here](sources/{name}/).\n\n" for name in wrong
    )
    ties = "".join(f"  - {{to: {name}, type: {name}}}\n" for name in wrong)
    profile = f"{PERSON}facts:\n{lines}relations:\n{ties}body: |\n{texts}"
    site = make_site({
        ADA: profile,
        **{f"content/sources/gazette-of-{n:04}-vol.yml": "title: T\n" for n in range(1000)},
    })  # fmt: skip
    began = time.perf_counter()
    ran = run("check", "--site", site)
    assert time.perf_counter() - began < 20
    assert ran.code == 1
    assert ran.stderr.count("(did you mean 'gazette-of-0777-vol'?)") == 2
    assert ran.stderr.endswith("5000 errors, 2000 warnings\n")


@pytest.mark.parametrize(
    "kind", [pipe, device, listener, Path.touch], ids=lambda kind: kind.__name__
)
@pytest.mark.parametrize("name", ["templates", "static", "content", "content/actors"])
def test_what_stands_where_a_folder_belongs_is_told(make_site, run, name, kind):
    """Not taken for an empty folder: the site would come out without what it should hold."""
    site = make_site({"site_config.yml": "title: T\n", "content/sources/s.yml": "title: S\n"})
    assert run("build", "--site", site).code == 0
    if name == "content":
        (site / "content").rename(site / "kept")
    kind(site / name)
    assert refused(site, run) == [(name, "bad-path")]


@pytest.mark.parametrize("kind", [pipe, device, listener], ids=lambda kind: kind.__name__)
def test_link_reads_no_pipe_and_no_device(make_site, run, tmp_path, kind):
    """Nobody waits for what never begins, or reads what never ends."""
    kind(tmp_path / "odd")
    ran = run("link", tmp_path / "odd", "--site", make_site({ADA: PERSON}))
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr == (
        f"Error: {tmp_path / 'odd'}: no file, but a pipe or a device; - is standard input\n"
    )


def test_link_reads_no_more_than_a_text_may_have(make_site, tmp_path):
    """A file, and standard input that never ends."""
    site = make_site({ADA: PERSON})
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(10**12)
    for name in (str(huge), "-"):
        command = [sys.executable, "-m", "dossier", "link", "--site", str(site), name]
        with open("/dev/zero", "rb") as endless:
            ran = subprocess.run(
                command, stdin=endless, capture_output=True, text=True, timeout=30, check=False
            )
        assert ran.returncode == 1
        assert ran.stderr == (
            f"Error: {name}: more than 5 MB, the limit of a text; give it in parts\n"
        )


def test_a_file_of_static_that_has_just_become_a_link_is_a_finding(make_site, monkeypatch) -> None:
    """It was a file when the folder was listed, and is none when it is opened."""
    site = make_site({"static/a.txt": "A", "notes.txt": "Mine"})
    (site / "static/b.txt").symlink_to(site / "notes.txt")
    monkeypatch.setattr(static, "walk", lambda *_, **__: (["static/a.txt", "static/b.txt"], []))
    files, found = static.static_files(site, lambda _: False, Cache())
    assert [file.path for file in files] == ["a.txt"]
    assert [(each.code, each.location.path) for each in found] == [("bad-path", "static/b.txt")]
