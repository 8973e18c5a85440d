"""Questions to git about the repository around a dossier, and the few changes that publishing makes there.

The only caller of git, but for ghp-import, which `publish` starts. Where git refuses to answer, its own
words say why; where there is nothing to answer (no repository, no such remote), that is a value.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier.config import CONFIG_FILE
from dossier.diagnostics import Diagnostic, DossierError, Location
from dossier.terminal import printable

_FATAL = 128
"""Git's exit code where it cannot go on; 1 and 2 say no."""
_OUTSIDE = "not a git repository (or any"
"""How git begins where no folder above is a repository; of a damaged one it says other words."""
_NO_BRANCH = "is not a valid branch name"
_SHA256_DIGITS = 64
"""Of a name in repositories that git makes with `--object-format=sha256`."""
_LINES_SHOWN = 20
"""Of what a refused push says."""
_NOTHING_RUNS = ("-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit")
"""A repository that came along with a dossier, inside another or packed with it, names programs that git
would start to tell what has changed."""
_AT_ONCE = 1 << 20
"""Bytes of a file that are in memory at the same time."""


class NoGit(DossierError):
    """Git is not installed."""


def ask(site: Path, *arguments: str) -> str:
    """What a git command prints; "" where it says no. Raises DossierError where git cannot go on."""
    done = run(site, *arguments)
    if done.returncode >= _FATAL:
        raise _refusal(site, done.stderr)
    return done.stdout if done.returncode == 0 else ""


def _refusal(site: Path, stderr: str) -> DossierError:
    return DossierError(f"git cannot go on in {site}: {reason(stderr)}")


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A git command, whatever comes of it. Raises NoGit where there is no git."""
    try:
        return subprocess.run(  # noqa: S603 - git with arguments of our own
            ["git", *_NOTHING_RUNS, *arguments],  # noqa: S607 - git is found on the PATH, as everywhere
            cwd=site,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",  # a file may be called anything
            check=False,
            # Its words are read, and shown beside ours: in English, whoever asks.
            env={**os.environ, "LANGUAGE": "en", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except FileNotFoundError:
        raise NoGit("git is not installed; publishing needs it") from None


def reason(stderr: str) -> str:
    """The line of git's words that says why."""
    lines = [line for line in stderr.splitlines() if line.strip()]
    told = next((li for li in lines if li.startswith(("fatal", "error", "remote"))), "")
    return told or (lines or ["no reason"])[-1]


def is_inside(site: Path) -> bool:
    """Whether the dossier lies in a repository's files.

    Raises DossierError where git does not say: a damaged repository, or one of another owner.
    """
    done = run(site, "rev-parse", "--is-inside-work-tree")
    if done.returncode == 0:
        return done.stdout.strip() == "true"
    if _OUTSIDE in done.stderr:
        return False
    raise _refusal(site, done.stderr)


@dataclass(frozen=True)
class Checkout:
    """Where the dossier lies in its repository."""

    top: Path
    folder: str
    """From there to the dossier: "" or "press/dossier"."""
    branch: str


def checkout(site: Path) -> Checkout:
    """The repository around the dossier; the dossier's own folder where there is none yet."""
    try:
        is_in_one = is_inside(site)
    except NoGit:
        is_in_one = False
    if not is_in_one:
        return Checkout(site, "", "main")
    top = ask(site, "rev-parse", "--show-toplevel").rstrip("\n")
    folder = ask(site, "rev-parse", "--show-prefix").rstrip("\n").rstrip("/")
    branch = ask(site, "symbolic-ref", "--quiet", "--short", "HEAD").strip() or "main"
    return Checkout(Path(top), folder, branch)


def tracked_files(site: Path) -> tuple[frozenset[str] | None, list[Diagnostic]]:
    """Paths of the site's files under version control; None where that is not known.

    Outside a repository and without git nothing is; where git refuses to say, a finding says why.
    """
    try:
        if not is_inside(site):
            return None, []
        listed = ask(site, "ls-files", "-z", "--", ".")
    except NoGit:
        return None, []
    except DossierError as problem:
        hint = "do what git says, and check again: what is private may be under version control"
        return None, [Diagnostic("git-refuses", Location(CONFIG_FILE), str(problem), hint)]
    return frozenset(filter(None, listed.split("\0"))), []


def remote_address(site: Path, remote: str) -> str:
    """The address that a remote is read from, "" where there is no repository or none of that name."""
    return ask(site, "remote", "get-url", remote).strip() if is_inside(site) else ""


def push_addresses(site: Path, remote: str) -> list[str]:
    """The addresses that a remote is pushed to."""
    return ask(site, "remote", "get-url", "--push", "--all", remote).splitlines()


def without_password(address: str) -> str:
    """A remote's address without a token in it: it is printed, and logs are read by others."""
    scheme, separator, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if separator else address


def remote_tip(site: Path, remote: str, branch: str) -> str | None:
    """The commit that a branch has at the remote, fetched; None where there is no such branch.

    Raises DossierError where the remote does not answer: then nobody knows what would be replaced.
    """
    asked = run(site, "ls-remote", "--heads", remote, f"refs/heads/{branch}")
    if asked.returncode != 0:
        address = without_password(remote_address(site, remote))
        raise DossierError(f"git cannot reach {address}: {reason(asked.stderr)}")
    if not asked.stdout:
        return None
    ask(site, "fetch", "--quiet", "--no-tags", remote, f"refs/heads/{branch}")
    return asked.stdout.split()[0]


def is_checked_out(site: Path, branch: str) -> bool:
    """Whether a folder of this machine shows the branch: this one, or another worktree."""
    listed = ask(site, "worktree", "list", "--porcelain").splitlines()
    return f"branch refs/heads/{branch}" in listed


def is_branch_name(site: Path, name: str) -> bool:
    """Whether a branch may be called so, and nothing shorter is meant by it, as by `@{-1}`."""
    done = run(site, "check-ref-format", "--branch", name)
    if done.returncode and _NO_BRANCH not in done.stderr:
        raise _refusal(site, done.stderr)
    return done.stdout == f"{name}\n"


def has_commit(site: Path, name: str) -> bool:
    """Whether there is such a commit here."""
    return bool(ask(site, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip())


def parents_and_message(site: Path, commit: str) -> tuple[str, str]:
    """What a commit stands on, "" for the first of its history; and its whole message."""
    told = ask(site, "log", "-1", "--format=%P%x00%B", commit, "--")
    parents, _, message = told.partition("\0")
    return parents.strip(), message.strip()


def files_of(site: Path, commit: str) -> dict[str, str]:
    """Git's name of what each file of a commit holds, by the file's path."""
    entries = ask(site, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
    divided = (entry.partition("\t") for entry in entries if entry)
    return {path: about.split()[2] for about, _, path in divided}


def is_blob(name: str, content: Path | bytes) -> bool:
    """Whether git would give a file, or these bytes, that name, in the hash of the repository."""
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    algorithm = "sha256" if len(name) == _SHA256_DIGITS else "sha1"
    digest = hashlib.new(algorithm, b"blob %d\0" % size, usedforsecurity=False)
    for part in _parts(content):
        digest.update(part)
    return digest.hexdigest() == name


def _parts(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while part := file.read(_AT_ONCE):
            yield part


def identity(site: Path) -> str:
    """The name and the address that a commit would have. Raises DossierError where git knows none."""
    name, email = (ask(site, "config", key).strip() for key in ("user.name", "user.email"))
    name = os.environ.get("GIT_COMMITTER_NAME", name)
    email = os.environ.get("GIT_COMMITTER_EMAIL", email)
    if not name or not email:
        raise DossierError(
            'git does not know who you are: git config user.name "YOUR NAME", and '
            "git config user.email YOUR@ADDRESS; everybody can read both in what is published"
        )
    return f"{name} <{email}>"


def forget_branch(site: Path, branch: str) -> None:
    """Takes a branch of this repository away, with its history."""
    ask(site, "update-ref", "-d", f"refs/heads/{branch}")


def push(site: Path, remote: str, branch: str, tip: str | None) -> None:
    """Pushes a branch, in the place of the commit `tip` only: what somebody pushed meanwhile stays.

    Raises DossierError with what git, and a hook that refuses, say.
    """
    name = f"refs/heads/{branch}"
    lease = f"--force-with-lease={name}:{tip or ''}"
    done = run(site, "push", "--quiet", lease, remote, f"{name}:{name}")
    if done.returncode != 0:
        address = without_password(remote_address(site, remote))
        told = _all_told(f"{done.stdout}\n{done.stderr}")
        raise DossierError(f"git could not push to {address}:{told}")


def _all_told(words: str) -> str:
    """What git and its hooks say, all of it: why a hook refuses, only the hook knows."""
    lines = [printable(line).rstrip() for line in words.splitlines() if line.strip()]
    if len(lines) < 2:
        return f" {''.join(lines) or 'no reason'}"
    return "".join(f"\n  {line}" for line in lines[-_LINES_SHOWN:])
