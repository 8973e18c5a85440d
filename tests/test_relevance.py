"""Names that cannot matter to a text do not: it is linked the same without them, and with others."""

from __future__ import annotations

import random

from linking_scores import OPENED, labelled

from dossier.cache import digest, written
from dossier.link.lexicon import Lexicon, build_lexicon
from dossier.link.relevance import Relevance
from dossier.link.scan import Surroundings, find_mentions
from dossier.model.actor import Actor

FIELDS = labelled(OPENED)


def key_of(text: str, actors: list[Actor], lexicon: Lexicon) -> bytes:
    """By which a text is told to be linked the same."""
    relevant, small = Relevance(lexicon).of([text])
    names = {actor.id: (actor.id, actor.name, actor.aliases, actor.kind) for actor in actors}
    chosen = sorted(names) if relevant is None else relevant
    return digest(written(small), written([names[key] for key in chosen]))


def links_in(text: str, lexicon: Lexicon) -> list[tuple]:
    """What is linked, and why."""
    mentions, _ = find_mentions(text, lexicon, Surroundings())
    return [(m.start, m.end, m.actor, m.rule) for m in mentions]


def test_texts_are_linked_the_same_without_the_actors_that_cannot_matter() -> None:
    """Of all labelled fields together, some actors at a time are taken away and brought back."""
    everybody = sorted(
        {a.id: a for actors, _ in FIELDS for a in actors}.values(), key=lambda a: a.id
    )
    texts = [text for _, field in FIELDS for text, _ in field]
    lexicon, _ = build_lexicon(everybody)
    before = [(key_of(text, everybody, lexicon), links_in(text, lexicon)) for text in texts]
    chance = random.Random(3)
    same = changed = 0
    for _ in range(12):
        gone = set(chance.sample([actor.id for actor in everybody], 1))
        others = [actor for actor in everybody if actor.id not in gone]
        other_lexicon, _ = build_lexicon(others)
        for text, (key, links) in zip(texts, before, strict=True):
            if key_of(text, others, other_lexicon) == key:
                same += 1
                assert links_in(text, other_lexicon) == links, gone
            else:
                changed += 1
    # Most actors say nothing of most texts; else nothing was shown.
    assert same > changed, (same, changed)
    assert changed > 50


def test_markup_may_hide_words() -> None:
    """What Markdown makes of a text is not what stands in it: then every name may matter."""
    actor = Actor(id="garcia", path="garcia.yml", name="Ana García", kind="person")
    lexicon, _ = build_lexicon([actor])
    assert Relevance(lexicon).of(["Nobody of that name."]).actors == []
    assert Relevance(lexicon).of(["Ana Garcia paid."]).actors == ["garcia"]
    for text in ("Garc&iacute;a paid.", "Gar<!-- -->cía paid.", "Gar\\cía paid."):
        assert Relevance(lexicon).of([text]).actors is None
