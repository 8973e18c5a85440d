"""The built site to the Pages branch of a git remote: one commit, replaced each time.

Owns every check between a finished build and the public: nothing but the files of the manifest
leaves, no link, nothing that GitHub Pages refuses.
"""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier import git
from dossier.config import Publish
from dossier.diagnostics import DossierError
from dossier.git import without_password
from dossier.urls import file_name_problem
from dossier.write import MANIFEST, check_complete, read_manifest

MESSAGE = "Publish the site with dossier"
"""What the message of the one commit on the branch begins with."""
MAX_SITE_BYTES = 1_000_000_000
MAX_FILE_BYTES = 100_000_000
"""What GitHub Pages and GitHub refuse (docs.github.com, "GitHub Pages limits")."""
NEAR_THE_LIMIT = 0.5
"""The share of either from which on the author is told."""


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
    address = _remote_address(site, settings)
    tip = git.remote_tip(site, settings.remote, settings.branch)
    is_own = tip is not None and _is_own(site, tip)
    if not force:
        _refuse_foreign_branch(site, settings, tip)
    sizes = {path: path.stat().st_size for path in _files(output)}
    _check_sizes(output, sizes)
    identity = git.identity(site)
    changes = _changes(site, output, sizes, settings.cname, tip)
    return Publication(
        len(sizes),
        sum(sizes.values()),
        settings.remote,
        without_password(address),
        settings.branch,
        identity,
        changes,
        tip,
        is_own and changes.are_none,
        tuple(_remarks(output, sizes)),
    )


def _remote_address(site: Path, settings: Publish) -> str:
    """Where the branch is read from and pushed to. Raises DossierError where it cannot be replaced there."""
    if not git.is_inside(site):
        raise DossierError(f"{site}: not inside a git repository; `git init` makes one")
    address = git.remote_address(site, settings.remote)
    if not address:
        raise DossierError(
            f"there is no git remote named '{settings.remote}': "
            f"git remote add {settings.remote} ADDRESS, or set publish.remote in site_config.yml"
        )
    if to := _pushed_elsewhere(site, settings, address):
        raise DossierError(
            f"the remote '{settings.remote}' is read at {without_password(address)} and pushed to {to}: what "
            "would be replaced there cannot be seen; give it an address of one kind, or set publish.remote"
        )
    if git.is_checked_out(site, settings.branch):
        raise DossierError(
            f"the branch '{settings.branch}' is checked out here and would be replaced; "
            "switch to another branch, or set publish.branch in site_config.yml"
        )
    return address


def _check_sizes(output: Path, sizes: Mapping[Path, int]) -> None:
    """Raises DossierError where a file, or all of them, are more than Pages takes."""
    large = next((path for path, size in sizes.items() if size > MAX_FILE_BYTES), None)
    if large:
        raise DossierError(f"{large.relative_to(output)}: over 100 MB, which GitHub refuses")
    whole = sum(sizes.values())
    if whole > MAX_SITE_BYTES:
        raise DossierError(f"the site has {whole / 1e9:.1f} GB; GitHub Pages takes 1 GB at most")


def _remarks(output: Path, sizes: Mapping[Path, int]) -> Iterator[str]:
    """What is near a limit."""
    whole = sum(sizes.values())
    if whole > MAX_SITE_BYTES * NEAR_THE_LIMIT:
        yield f"The site has {whole / 1e6:.0f} MB; GitHub Pages takes 1,000 at most"
    for path, size in sizes.items():
        if size > MAX_FILE_BYTES * NEAR_THE_LIMIT:
            name = path.relative_to(output).as_posix()
            yield f"{name} has {size / 1e6:.0f} MB; GitHub takes 100 at most"


def _changes(
    site: Path, output: Path, files: Iterable[Path], cname: str | None, tip: str | None
) -> Changes:
    """What the push would do to the branch, told by git's own hashes of the files."""
    before = git.files_of(site, tip) if tip else {}
    after: dict[str, Path | bytes] = {path.relative_to(output).as_posix(): path for path in files}
    # As ghp-import writes them.
    after |= {".nojekyll": b""} | ({"CNAME": cname.encode()} if cname else {})
    both = after.keys() & before.keys()
    same = {path for path in both if git.is_blob(before[path], after[path])}
    return Changes(
        new=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(both - same)),
        removed=tuple(sorted(before.keys() - after.keys())),
        unchanged=len(same),
    )


def _refuse_foreign_branch(site: Path, settings: Publish, tip_at_remote: str | None) -> None:
    """Raises DossierError where the branch, here or at the remote, holds somebody's work."""
    tips = {"here": f"refs/heads/{settings.branch}"}
    if tip_at_remote:
        tips["at the remote"] = tip_at_remote
    for where, tip in tips.items():
        if git.has_commit(site, tip) and not _is_own(site, tip):
            raise DossierError(
                f"the branch '{settings.branch}' {where} holds something that dossier did not "
                "publish, and it would be replaced; choose another branch (publish.branch in "
                "site_config.yml), or use --force"
            )


def _message(site: Path) -> str:
    """The message of this dossier's publications: two of one repository must not replace each other's."""
    folder = git.checkout(site).folder
    return f"{MESSAGE}, from {folder}" if folder else MESSAGE


def _is_own(site: Path, commit: str) -> bool:
    """Whether a commit is an earlier publication of this dossier, and has nobody's work behind it."""
    return git.parents_and_message(site, commit) == ("", _message(site))


def _pushed_elsewhere(site: Path, settings: Publish, address: str) -> str:
    """Where the remote is pushed to, if that is another place than it is read from."""
    to = git.push_addresses(site, settings.remote)
    return "" if to == [address] else " and ".join(map(without_password, to))


def _files(output: Path) -> list[Path]:
    """Every file to be pushed. Raises DossierError for what is not the build's, or not whole."""
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
            if problem := file_name_problem(relative):
                raise DossierError(f"{relative!a}: {problem}; rename it where it comes from")
            files.append(path)
    check_complete(output)
    return files


def push(site: Path, output: Path, settings: Publish, publication: Publication) -> None:
    """Replaces the branch by one commit of `output` and pushes it. Raises DossierError if git fails.

    Only in the place of the commit that was looked at: what somebody pushed meanwhile stays. The manifest
    is removed from `output` first: it is of no use to readers.
    """
    (output / MANIFEST).unlink(missing_ok=True)
    # Without a local branch there is no parent: the history of a site would keep what was taken down.
    git.forget_branch(site, settings.branch)
    _commit(site, output, settings)
    git.push(site, settings.remote, settings.branch, publication.tip)


def _commit(site: Path, output: Path, settings: Publish) -> None:
    """Makes the one commit of the branch, here. Raises DossierError if git fails."""
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
    if done.returncode != 0:
        raise DossierError(f"git could not make the commit: {git.reason(done.stderr)}")


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
