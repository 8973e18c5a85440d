"""The GitHub Actions workflow that checks a dossier and publishes it on Pages, as a text."""

from __future__ import annotations

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
_JOBS = """\
permissions:
  contents: read
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
      - run: dossier check --format github
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
        uses: actions/configure-pages@v5
      - run: dossier build --base-url "${{{{ steps.pages.outputs.base_url }}}}/"
      - uses: actions/upload-pages-artifact@v4
        with:
          path: build
      - id: deployment
        uses: actions/deploy-pages@v4
"""

WORKFLOW_FILE = ".github/workflows/dossier.yml"
"""Where GitHub looks for it."""


def pages_workflow(branch: str = "main", *, daily: bool = False) -> str:
    """The workflow as YAML: pushes to `branch` are published; `daily`: every night as well."""
    return (_HEAD + (_DAILY if daily else "") + _JOBS).format(branch=branch)
