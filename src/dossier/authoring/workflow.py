"""The GitHub Actions workflow that checks a dossier and publishes it on Pages, as a text."""

from __future__ import annotations

import json

import dossier

_HEAD = """\
# Checks every push; builds and publishes what is pushed to the branch {branch}.
# Once, on GitHub: Settings, Pages, Source: "GitHub Actions".
name: dossier
on:
  push:
  pull_request:
  workflow_dispatch:
"""
_DAILY = """\
  schedule:
    # Every night, so that an embargo ends on its day. The time is UTC.
    - cron: "10 0 * * *"
"""
_RIGHTS = """\
permissions:
  contents: read
"""
_FOLDER = """\
defaults:
  run:
    working-directory: {folder}
"""
_SETUP = """\
      - uses: {checkout}
      - uses: {setup_python}
        with:
          python-version: "3.13"
      # The version that wrote this file. For a newer one change the number, and look at the changelog.
      - run: pip install {package}
"""
_JOBS = """\
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
{setup}      # A finding stands beside the line that it is about.
      - run: dossier check --leaks --format github
  publish:
    needs: check
    if: github.ref == 'refs/heads/{branch}' && github.event_name != 'pull_request'
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    # Two publications at once would overtake each other; the one that runs is let finish.
    concurrency:
      group: pages
    steps:
{setup}      - id: pages
        uses: {configure_pages}
      - run: dossier build --base-url "${{{{ steps.pages.outputs.base_url }}}}/"
      - uses: {upload_pages_artifact}
        with:
          path: {path}
          # Else .nojekyll and .well-known/ stay behind.
          include-hidden-files: true
      - id: deployment
        uses: {deploy_pages}
"""
ACTIONS = {
    "checkout": "de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
    "setup-python": "a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0",
    "configure-pages": "45bfe0192ca1faeb007ade9deae92b16b8254a0d # v6.0.0",
    "upload-pages-artifact": "fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
    "deploy-pages": "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
}
"""GitHub's own actions by commit, which nobody can move, and the tag of each, by which tools raise it."""

WORKFLOW_FILE = ".github/workflows/dossier.yml"
"""Where GitHub looks for it."""


def pages_workflow(branch: str = "main", *, daily: bool = False, folder: str = "") -> str:
    """The workflow as YAML: pushes to `branch` are published; `daily`: every night as well.

    `folder` is where the dossier lies in its repository, "" for the repository itself.
    """
    text = _HEAD + (_DAILY if daily else "") + _RIGHTS + (_FOLDER if folder else "") + _JOBS
    actions = {
        name.replace("-", "_"): f"actions/{name}@{commit}" for name, commit in ACTIONS.items()
    }
    # JSON's quotation marks are YAML's: a folder may have a blank or a colon in its name.
    quoted = json.dumps(folder, ensure_ascii=False)
    path = json.dumps(f"{folder}/build", ensure_ascii=False) if folder else "build"
    setup = _SETUP.format(package=_package(), **actions)
    return text.format(branch=branch, folder=quoted, path=path, setup=setup, **actions)


def _package() -> str:
    """What pip installs: the version that runs now, so that no other one publishes by surprise."""
    version = dossier.__version__
    # A checkout that was never installed has no version that pip could find.
    return "annotated-dossier" if "+" in version else f"annotated-dossier=={version}"
