"""Ids made of names, in whatever letters; the only importer of anyascii."""

from __future__ import annotations

from dossier.urls import slug_problem, slugify


def in_latin(name: str) -> str:
    """A name with its letters written in Latin ones, as the Unicode names of the letters sound."""
    # Half a megabyte of tables: only for names that need them.
    import anyascii  # noqa: PLC0415

    return name if name.isascii() else anyascii.anyascii(name)


def id_for(name: str) -> str:
    """The nearest id to a name, its letters written in Latin ones; "" where there is none."""
    near = slugify(in_latin(name))
    return near if near and not slug_problem(near) else ""
