"""What the pages share is made with as much work as there is of it: nothing is gone through for each of its like."""

from __future__ import annotations

from functools import partial

from conftest import linked_of, steps

from dossier.assemble import assemble
from dossier.evidence.coverage import find_coverage
from dossier.evidence.disputes import find_disputes
from dossier.evidence.independence import count_origins
from dossier.model.linked import LinkedDossier


def busy(size: int) -> LinkedDossier:
    """One fact and one event with so many citations, and an actor with so many disputed relations."""
    sources = {
        f"s{n}": {"title": f"Paper {n}", "excerpts": ({"id": "p", "quote": f"It was so, {n}."},)}
        for n in range(size)
    }
    cited = tuple({"source": key, "excerpt": "p"} for key in sources)
    both = ({"source": "s0"}, {"source": "s1", "stance": "denies"})
    others = {f"a{n}": {"name": f"Bo Lind{n}", "kind": "person"} for n in range(size)}
    hub = {
        "name": "Ada Moreno", "kind": "person",
        "facts": ({"label": "Age", "value": "40", "sources": cited},),
        "relations": tuple({"to": key, "type": "owns", "sources": both} for key in others),
    }  # fmt: skip
    event = {"title": "A walk", "date": "2020", "actors": ("hub",), "sources": cited}
    return linked_of(actors={"hub": hub, **others}, sources=sources, events={"walk": event})


def test_ten_times_as_much_takes_ten_times_the_work() -> None:
    """Of citations of one claim, and of disputed relations of one actor."""

    def work(size: int) -> int:
        linked = busy(size)
        disputes, origins = find_disputes(linked.public), count_origins(linked.public)
        assert len(disputes) == size
        coverage = partial(find_coverage, linked, origins)
        return steps(lambda: assemble(linked, disputes, origins, coverage))

    assert work(300) < 12 * work(30)
