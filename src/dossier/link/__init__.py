"""The linker: which words of a text name which actor, and why; and nobody where it is unsure.

In the order of the work: `names` is the grammar of names, `words` the general vocabulary it needs,
`lexicon` holds the forms of all names, `document` is a text as words, `matching` finds forms in it,
`cues` tells a place from the group named after it, `reader` decides who is meant, `decisions` are the
author's own, `scan` is the way in, `texts` applies it to every text of a dossier. Nothing here
guesses between two actors.
"""
