"""Whom a form of a name may mean."""

from __future__ import annotations

from typing import NamedTuple

from dossier.link.names import Form


class Meaning(NamedTuple):
    """One actor that a form may mean, and on what conditions."""

    actor: str
    form: Form
    is_person: bool
    ambiguous: bool = False
    autolink: bool = True
    exact: bool = False
    near: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    is_part: bool = False
    """Whether the same actor has a longer name that holds these words."""
    is_whole: bool = False
    """Whether they are several and lack nothing but a legal form."""
    is_territorial: bool = False
    """Whether what the words lack is "Cartel" or the like: such groups are named after places."""
    is_of_name: bool = True
    """Whether the words are some of the actor's name, and no nickname."""
    is_plain: bool = True
    """Whether it is meant without any condition."""
    legal_forms: frozenset[str] = frozenset()
    """The legal forms that the profile spells: "ltd"."""
