"""The GitHub Actions workflow that checks a dossier and publishes it on Pages, as a text."""

from __future__ import annotations

import json

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
_JOBS = """\
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: pip install annotated-dossier
      # A finding stands beside the line that it is about.
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
      - uses: actions/checkout@v6
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: pip install annotated-dossier
      - id: pages
        uses: actions/configure-pages@v6
      - run: dossier build --base-url "${{{{ steps.pages.outputs.base_url }}}}/"
      - uses: actions/upload-pages-artifact@v5
        with:
          path: {path}
          # Else .nojekyll and .well-known/ stay behind.
          include-hidden-files: true
      - id: deployment
        uses: actions/deploy-pages@v5
"""

WORKFLOW_FILE = ".github/workflows/dossier.yml"
"""Where GitHub looks for it."""


def pages_workflow(branch: str = "main", *, daily: bool = False, folder: str = "") -> str:
    """The workflow as YAML: pushes to `branch` are published; `daily`: every night as well.

    `folder` is where the dossier lies in its repository, "" for the repository itself.
    """
    text = _HEAD + (_DAILY if daily else "") + _RIGHTS + (_FOLDER if folder else "") + _JOBS
    # JSON's quotation marks are YAML's: a folder may have a blank or a colon in its name.
    quoted = json.dumps(folder, ensure_ascii=False)
    path = json.dumps(f"{folder}/build", ensure_ascii=False) if folder else "build"
    return text.format(branch=branch, folder=quoted, path=path)
