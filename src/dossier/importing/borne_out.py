"""Properties of a file, believed where its text begins with the same words.

They are often those of a template, of an earlier paper or of whoever typed it, and nobody sees them.
"""

from __future__ import annotations

from dossier.importing.material import Bibliography

_BEGIN = 3000
"""Characters of a text in which its title and authors stand."""


def borne_out(text: str, title: str, author: str) -> tuple[Bibliography, list[str]]:
    """Title and author where the text's begin has them too, and a note on what was left out."""
    begin = " ".join(text[:_BEGIN].split()).casefold()
    given = {"title": title.strip(), "author": author.strip()}
    doubtful = [
        name
        for name, words in given.items()
        if words and " ".join(words.split()).casefold() not in begin
    ]
    held = {name: "" if name in doubtful else words for name, words in given.items()}
    about = Bibliography(title=held["title"], author=(held["author"],) if held["author"] else ())
    if not doubtful:
        return about, []
    which = " and ".join(doubtful)
    return about, [f"the file's properties state its {which}, its first lines do not: left out"]
