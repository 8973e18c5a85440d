"""Where reports go back to in the end, step by step, be there circles among them or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from dossier.model.evidence import Origin

Steps = Callable[[Origin], Iterable[Origin]]
"""What a report draws on directly; it is among them itself where it may be its own origin."""


def origin_order(origin: Origin) -> tuple[bool, str]:
    """Sources before words, each by their name."""
    return (origin.source is None, origin.name)


@dataclass(frozen=True)
class Roots:
    """The ends of all ways back; of a circle that leads nowhere else the first of it is the end."""

    known: dict[Origin, frozenset[Origin]] = field(default_factory=dict)
    circles: dict[Origin, Origin] = field(default_factory=dict)
    """Of those that draw on themselves over others, the first of the same circle."""

    def of(self, origin: Origin) -> frozenset[Origin]:
        """Itself, where nothing is known of what it draws on."""
        return self.known.get(origin) or frozenset((origin,))


def find_roots(starts: Iterable[Origin], steps: Steps) -> Roots:
    """The ends of the ways back from `starts`, and from all on the way; the work grows with the steps."""
    walk = _Walk(steps)
    for start in starts:
        walk.from_(start)
    return walk.roots


@dataclass
class _Walk:
    """Finds circles as Tarjan does, but without recursion: a chain of copies may be long."""

    steps: Steps
    roots: Roots = field(default_factory=Roots)
    _place: dict[Origin, int] = field(default_factory=dict)
    _lowest: dict[Origin, int] = field(default_factory=dict)
    """The first place that can be come back to."""
    _open: list[Origin] = field(default_factory=list)
    _way: list[tuple[Origin, Iterator[Origin]]] = field(default_factory=list)

    def from_(self, start: Origin) -> None:
        """Walk all ways back that were not walked before."""
        if start in self._place:
            return
        self._enter(start)
        while self._way:
            here, further = self._way[-1]
            onward = next(further, None)
            if onward is None:
                self._leave(here)
            elif onward not in self._place:
                self._enter(onward)
            elif onward not in self.roots.known:
                self._lowest[here] = min(self._lowest[here], self._place[onward])

    def _enter(self, origin: Origin) -> None:
        self._place[origin] = self._lowest[origin] = len(self._place)
        self._open.append(origin)
        self._way.append((origin, iter(self.steps(origin))))

    def _leave(self, origin: Origin) -> None:
        self._way.pop()
        if self._way:
            before = self._way[-1][0]
            self._lowest[before] = min(self._lowest[before], self._lowest[origin])
        if self._lowest[origin] != self._place[origin]:
            return
        together = [self._open.pop()]
        while together[-1] != origin:
            together.append(self._open.pop())
        self._close(together)

    def _close(self, together: list[Origin]) -> None:
        """Those that go back to each other have the same ends."""
        members = set(together)
        ends: set[Origin] = set()
        for origin in together:
            for onward in self.steps(origin):
                if onward not in members:
                    ends |= self.roots.known[onward]
                elif onward == origin:
                    ends.add(origin)
        first = min(together, key=origin_order)
        shared = frozenset(ends or {first})
        for origin in together:
            self.roots.known[origin] = shared
            if len(together) > 1:
                self.roots.circles[origin] = first
