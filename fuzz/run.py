"""Fuzzes one target for a number of seconds: `python fuzz/run.py markup 60`.

With atheris (libFuzzer, guided by what was reached) where it is installed, else with hypothesis. What breaks is kept in
`fuzz/findings/<target>/`, where `tests/test_fuzz.py` finds it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
SLOWEST = 10
"""Seconds that one input may take."""


def main(name: str, seconds: int) -> None:
    """Runs the target; ends with an error where something was found."""
    findings = HERE / "findings" / name
    if importlib.util.find_spec("atheris"):
        _with_atheris(name, seconds, findings)
    else:
        _with_hypothesis(name, seconds, findings)


def _with_atheris(name: str, seconds: int, findings: Path) -> None:
    import atheris  # noqa: PLC0415 - optional

    with atheris.instrument_imports(include=["dossier", "markdown"]):
        from targets import SEEDS, TARGETS  # noqa: PLC0415 - instrumented while it is imported

    corpus = HERE.parent / ".venv" / "fuzz" / name
    for folder in (corpus, findings):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS[name]:
        (corpus / hashlib.sha256(seed).hexdigest()[:12]).write_bytes(seed)
    atheris.Setup(
        [
            sys.argv[0], f"-max_total_time={seconds}", f"-timeout={SLOWEST}", "-rss_limit_mb=1000",
            "-max_len=2000", f"-artifact_prefix={findings}/", "-print_final_stats=1", str(corpus),
        ],
        TARGETS[name],
    )  # fmt: skip
    atheris.Fuzz()


def _with_hypothesis(name: str, seconds: int, findings: Path) -> None:
    from hypothesis import HealthCheck, Phase, given, settings  # noqa: PLC0415
    from hypothesis import strategies as st  # noqa: PLC0415
    from targets import SEEDS, TARGETS  # noqa: PLC0415

    pieces = st.one_of(
        st.sampled_from(SEEDS[name]),
        st.binary(max_size=40),
        st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")),
    )
    ends = time.monotonic() + seconds
    runs = 0

    @settings(
        max_examples=2_000, deadline=SLOWEST * 1000, database=None, derandomize=False,
        phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.lists(pieces, max_size=8).map(b"".join))
    def holds(data: bytes) -> None:
        nonlocal runs
        runs += 1
        try:
            TARGETS[name](data)
        except Exception:
            findings.mkdir(parents=True, exist_ok=True)
            (findings / "crash-hypothesis").write_bytes(data)
            raise

    while time.monotonic() < ends:
        holds()
    print(f"{name}: {runs} inputs, nothing found")  # noqa: T201 - a script


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
