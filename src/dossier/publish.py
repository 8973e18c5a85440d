"""The built site to the Pages branch of a git remote: one commit, replaced each time.

Owns every check between a finished build and the public: nothing but the files of the manifest
leaves, no link, nothing that GitHub Pages refuses. The only caller of git.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dossier.config import Publish
from dossier.diagnostics import DossierError
from dossier.write import MANIFEST, read_manifest

MESSAGE = "Publish the site with dossier"
"""What the message of the one commit on the branch begins with."""
MAX_SITE_BYTES = 1_000_000_000
MAX_FILE_BYTES = 100_000_000
"""What GitHub Pages and GitHub refuse (docs.github.com, "GitHub Pages limits")."""
NEAR_THE_LIMIT = 0.5
"""The share of either from which on the author is told."""


SHA256_DIGITS = 64
"""Of a name in repositories that git makes with `--object-format=sha256`."""


@dataclass(frozen=True)
class Changes:
    """Paths by what becomes of them on the branch, each list sorted."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    @property
    def are_none(self) -> bool:
        """Whether the branch holds exactly this site already."""
        return not (self.new or self.changed or self.removed)

    @property
    def is_first(self) -> bool:
        """Whether nothing is published there yet."""
        return not (self.changed or self.removed or self.unchanged)


@dataclass(frozen=True)
class Publication:
    """What would be, or was, pushed where, and under which name."""

    files: int
    size: int
    remote: str
    address: str
    branch: str
    identity: str
    changes: Changes
    tip: str | None
    """The commit that the branch has at the remote, which is to be replaced."""
    is_current: bool
    """Whether that commit is this site already, and nothing else."""
    remarks: tuple[str, ...] = ()
    """What the author should know before, one sentence each."""


def plan(site: Path, output: Path, settings: Publish, *, force: bool = False) -> Publication:
    """Checks that the build in `output` may be pushed from the repository around `site`.

    Raises DossierError: no repository, no such remote, the branch checked out or (unless `force`)
    holding anything but an earlier publication, a symbolic link or a file that the build did not
    write, a file or site too large for Pages.
    """
    if _git(site, "rev-parse", "--is-inside-work-tree").strip() != "true":
        raise DossierError(f"{site}: not inside a git repository; `git init` makes one")
    address = remote_address(site, settings)
    if not address:
        raise DossierError(
            f"there is no git remote named '{settings.remote}': "
            f"git remote add {settings.remote} ADDRESS, or set publish.remote in site_config.yml"
        )
    if to := _pushed_elsewhere(site, settings, address):
        raise DossierError(
            f"the remote '{settings.remote}' is read at {_without_password(address)} and pushed to {to}: what "
            "would be replaced there cannot be seen; give it an address of one kind, or set publish.remote"
        )
    branch = f"refs/heads/{settings.branch}"
    if f"branch {branch}" in _git(site, "worktree", "list", "--porcelain").splitlines():
        raise DossierError(
            f"the branch '{settings.branch}' is checked out here and would be replaced; "
            "switch to another branch, or set publish.branch in site_config.yml"
        )
    tip = _remote_tip(site, settings)
    is_own = tip is not None and _is_own(site, tip)
    if not force:
        _refuse_foreign_branch(site, settings, tip)
    files = _files(output)
    size = sum(path.stat().st_size for path in files)
    large = [path for path in files if path.stat().st_size > MAX_FILE_BYTES]
    if large:
        raise DossierError(f"{large[0].relative_to(output)}: over 100 MB, which GitHub refuses")
    if size > MAX_SITE_BYTES:
        raise DossierError(f"the site has {size / 1e9:.1f} GB; GitHub Pages takes 1 GB at most")
    identity = _identity(site)
    changes = _changes(site, output, files, settings.cname, tip)
    return Publication(
        len(files),
        size,
        settings.remote,
        _without_password(address),
        settings.branch,
        identity,
        changes,
        tip,
        is_own and changes.are_none,
        tuple(_remarks(output, files, size)),
    )


def _remarks(output: Path, files: list[Path], size: int) -> Iterator[str]:
    """What is near a limit."""
    if size > MAX_SITE_BYTES * NEAR_THE_LIMIT:
        yield f"The site has {size / 1e6:.0f} MB; GitHub Pages takes 1,000 at most"
    for path in files:
        if (megabytes := path.stat().st_size / 1e6) > MAX_FILE_BYTES * NEAR_THE_LIMIT / 1e6:
            name = path.relative_to(output).as_posix()
            yield f"{name} has {megabytes:.0f} MB; GitHub takes 100 at most"


def _changes(
    site: Path, output: Path, files: list[Path], cname: str | None, tip: str | None
) -> Changes:
    """What the push would do to the branch, told by git's own hashes of the files."""
    entries = _git(site, "ls-tree", "-r", "-z", "--full-tree", tip).split("\0") if tip else []
    before = {}
    for entry in filter(None, entries):
        about, _, path = entry.partition("\t")
        before[path] = about.split()[2]
    after = {path.relative_to(output).as_posix(): path.read_bytes() for path in files}
    # As ghp-import writes them.
    after |= {".nojekyll": b""} | ({"CNAME": cname.encode()} if cname else {})
    both = after.keys() & before.keys()
    same = {path for path in both if before[path] == _blob(after[path], before[path])}
    return Changes(
        new=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(both - same)),
        removed=tuple(sorted(before.keys() - after.keys())),
        unchanged=len(same),
    )


def _blob(data: bytes, like: str) -> str:
    """Git's name of a file's bytes, in the hash that the repository uses."""
    algorithm = "sha256" if len(like) == SHA256_DIGITS else "sha1"
    return hashlib.new(
        algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False
    ).hexdigest()


def _remote_tip(site: Path, settings: Publish) -> str | None:
    """The commit that the branch has at the remote, fetched; None where there is no such branch.

    Raises DossierError where the remote does not answer: then nobody knows what would be replaced.
    """
    asked = _run(site, "ls-remote", "--heads", settings.remote, f"refs/heads/{settings.branch}")
    if asked.returncode != 0:
        address = _without_password(remote_address(site, settings))
        raise DossierError(f"git cannot reach {address}: {_reason(asked.stderr)}")
    if not asked.stdout:
        return None
    _git(site, "fetch", "--quiet", "--no-tags", settings.remote, settings.branch)
    return asked.stdout.split()[0]


def _refuse_foreign_branch(site: Path, settings: Publish, tip_at_remote: str | None) -> None:
    """Raises DossierError where the branch, here or at the remote, holds somebody's work."""
    tips = {"here": f"refs/heads/{settings.branch}"}
    if tip_at_remote:
        tips["at the remote"] = tip_at_remote
    for where, tip in tips.items():
        exists = _git(site, "rev-parse", "--verify", "--quiet", f"{tip}^{{commit}}").strip()
        if exists and not _is_own(site, tip):
            raise DossierError(
                f"the branch '{settings.branch}' {where} holds something that dossier did not "
                "publish, and it would be replaced; choose another branch (publish.branch in "
                "site_config.yml), or use --force"
            )


def _message(site: Path) -> str:
    """The message of this dossier's publications: two of one repository must not replace each other's."""
    folder = checkout(site).folder
    return f"{MESSAGE}, from {folder}" if folder else MESSAGE


def _is_own(site: Path, commit: str) -> bool:
    """Whether a commit is an earlier publication of this dossier, and has nobody's work behind it."""
    told = _git(site, "log", "-1", "--format=%P%x00%B", commit, "--")
    return told.strip() == f"\0{_message(site)}"


def _pushed_elsewhere(site: Path, settings: Publish, address: str) -> str:
    """Where the remote is pushed to, if that is another place than it is read from."""
    to = _git(site, "remote", "get-url", "--push", "--all", settings.remote).splitlines()
    return "" if to == [address] else " and ".join(map(_without_password, to))


def _files(output: Path) -> list[Path]:
    """Every file to be pushed. Raises DossierError for whatever the build did not write itself."""
    manifest = read_manifest(output)
    files = []
    for folder, folders, names in os.walk(output):
        for name in folders + names:
            path = Path(folder, name)
            relative = path.relative_to(output).as_posix()
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                # ghp-import would push what the link points to (c-w/ghp-import#70).
                raise DossierError(f"{relative}: a symbolic link; it would publish its target")
            if stat.S_ISDIR(mode) or relative == MANIFEST:
                continue
            if not stat.S_ISREG(mode) or relative not in manifest:
                raise DossierError(f"{relative}: the build did not write this; nothing is pushed")
            files.append(path)
    return files


def push(site: Path, output: Path, settings: Publish, publication: Publication) -> None:
    """Replaces the branch by one commit of `output` and pushes it. Raises DossierError if git fails.

    Only in the place of the commit that was looked at: what somebody pushed meanwhile stays. The manifest is removed from `output` first: it is of no use to readers.
    """
    (output / MANIFEST).unlink(missing_ok=True)
    # Without a local branch there is no parent: the history of a site would keep what was taken down.
    _git(site, "update-ref", "-d", f"refs/heads/{settings.branch}")
    branch = f"refs/heads/{settings.branch}"
    command = [
        sys.executable,
        "-P",  # no module of the dossier's folder is run, whatever its name
        "-m",
        "ghp_import",
        "--no-jekyll",
        "--no-history",
        f"--branch={settings.branch}",
        f"--message={_message(site)}",
        str(output),
    ]
    if settings.cname:
        command.insert(-1, f"--cname={settings.cname}")
    done = subprocess.run(  # noqa: S603 - a fixed command; the values are options of their own
        # The time zone of a commit tells where its author is.
        command,
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TZ": "UTC"},
    )
    if done.returncode == 0:
        lease = f"--force-with-lease={branch}:{publication.tip or ''}"
        done = _run(site, "push", "--quiet", lease, settings.remote, f"{branch}:{branch}")
    if done.returncode != 0:
        reason = _reason(done.stderr)
        raise DossierError(f"git could not push to {publication.address}: {reason}")


def _reason(stderr: str) -> str:
    """The line of git's words that says why."""
    lines = [line for line in stderr.splitlines() if line.strip()]
    told = next((li for li in lines if li.startswith(("fatal", "error", "remote"))), "")
    return told or (lines or ["no reason"])[-1]


def pages_address(remote: str, cname: str | None) -> str | None:
    """Where GitHub Pages will show the site, told from the remote's address; None for others.

    The rule is GitHub's: `owner.github.io/repository/`, the root for `owner.github.io` itself and
    for a domain of one's own.
    """
    if cname:
        return f"https://{cname}/"
    match = re.fullmatch(
        r"(?:https://(?:[^@/]*@)?github\.com/|(?:ssh://)?git@github\.com[:/])([^/]+)/([^/]+?)(?:\.git)?/?",
        remote,
    )
    if match is None:
        return None
    owner, repository = match[1].lower(), match[2]
    root = repository.lower() == f"{owner}.github.io"
    return f"https://{owner}.github.io/" + ("" if root else f"{repository}/")


def remote_address(site: Path, settings: Publish) -> str:
    """The address of the remote that the site is pushed to, "" where there is none."""
    return _git(site, "remote", "get-url", settings.remote).strip()


@dataclass(frozen=True)
class Checkout:
    """Where the dossier lies in its repository."""

    top: Path
    folder: str
    """From there to the dossier: "" or "press/dossier"."""
    branch: str


def checkout(site: Path) -> Checkout:
    """The repository around the dossier; the dossier's own folder where there is none yet."""
    top = _git(site, "rev-parse", "--show-toplevel").strip()
    branch = _git(site, "symbolic-ref", "--short", "HEAD").strip() or "main"
    if not top:
        return Checkout(site, "", branch)
    return Checkout(Path(top), _git(site, "rev-parse", "--show-prefix").strip().rstrip("/"), branch)


def _identity(site: Path) -> str:
    name, email = (_git(site, "config", key).strip() for key in ("user.name", "user.email"))
    name = os.environ.get("GIT_COMMITTER_NAME", name)
    email = os.environ.get("GIT_COMMITTER_EMAIL", email)
    if not name or not email:
        raise DossierError("git does not know who you are: git config user.name and user.email")
    return f"{name} <{email}>"


def tracked_files(site: Path) -> frozenset[str] | None:
    """Paths of the site's files under version control; None outside a repository or without git."""
    try:
        inside = _git(site, "rev-parse", "--is-inside-work-tree").strip() == "true"
        listed = _git(site, "ls-files", "-z", "--", ".")
    except DossierError:
        return None
    return frozenset(filter(None, listed.split("\0"))) if inside else None


def _without_password(address: str) -> str:
    """A remote's address without a token in it: it is printed, and logs are read by others."""
    scheme, separator, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if separator else address


def _git(site: Path, *arguments: str) -> str:
    """What a git command prints; "" where it fails. Raises DossierError where there is no git."""
    done = _run(site, *arguments)
    return done.stdout if done.returncode == 0 else ""


def _run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - git with arguments of our own
            ["git", *arguments],  # noqa: S607 - git is found on the PATH, as everywhere
            cwd=site,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",  # a file may be called anything
            check=False,
        )
    except FileNotFoundError:
        raise DossierError("git is not installed; publishing needs it") from None
