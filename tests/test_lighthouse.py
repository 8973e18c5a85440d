"""Lighthouse on a served copy of the example: full marks for access, good practice and search engines."""

from __future__ import annotations

import json

import pytest
from kinds import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("gates")]

GATED = ["accessibility", "best-practices", "seo"]


@pytest.mark.parametrize(
    "kind",
    [
        "index",
        "actor",
        "timeline",
        "source",
    ],
)
def test_full_marks(node, browser_path: str, built, kind: str) -> None:
    """100 in each category; the performance is printed (see it with `-rP`) and not gated."""
    ran = node(
        "lighthouse/cli/index.js", built.address + KINDS[kind], "--quiet", "--output=json",
        f"--only-categories={','.join([*GATED, 'performance'])}", "--disable-full-page-screenshot",
        "--no-enable-error-reporting", "--chrome-flags=--headless=new --no-sandbox",
        CHROME_PATH=browser_path,
    )  # fmt: skip
    assert ran.code == 0, ran.stderr
    report = json.loads(ran.stdout)
    scores = {name: category["score"] for name, category in report["categories"].items()}
    print(f"performance of the page {kind!r}: {scores['performance'] * 100:.0f}")
    failed = {
        name: [
            (audit["title"], audit.get("details", {}).get("items"))
            for ref in report["categories"][name]["auditRefs"]
            if (audit := report["audits"][ref["id"]])["score"] not in (None, 1)
        ]
        for name in GATED
        if scores[name] != 1
    }
    assert failed == {}
