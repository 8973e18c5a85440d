"""Ids made of names, in whatever letters; the only importer of anyascii."""

from __future__ import annotations

from dossier.urls import slug_problem, slugify


def id_for(name: str) -> str:
    """The nearest id to a name, its letters written in Latin ones; "" where there is none."""
    # Half a megabyte of tables: only for names that need them.
    import anyascii  # noqa: PLC0415

    near = slugify(name if name.isascii() else anyascii.anyascii(name))
    return near if near and not slug_problem(near) else ""
