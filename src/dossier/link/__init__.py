"""The linker: which words of a text name which actor, and why; and nobody where it is unsure.

`fold` makes spellings comparable, `lexicon` holds the names, `scan` finds them in plain text,
`texts` applies both to every text of a dossier. Nothing here guesses between two actors.
"""
