"""Words of a file of which it is known how they were written."""

from __future__ import annotations


class Plain(str):
    """An unquoted scalar: a field that wants a number or a yes/no may read it as one."""

    __slots__ = ()
