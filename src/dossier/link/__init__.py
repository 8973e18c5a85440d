"""The linker: which words of a text name which actor, and why; and nobody where it is unsure.

In the order of the work: `rules` names the rules; `names` is the grammar of names, which needs the
general vocabulary of `words`, `places_and_names`, `given_names` and `legal_forms`; `lexicon` holds the
forms of all names with their `meaning`, by the sound that `spelling` gives their words, and `entries`
puts in order those that begin with a word, when a text first shows it; `relevance` tells whose names a
text could hold at all. `document` is a text as words that are found when they are asked for; `plain` takes
the names that need no reading out of the `capitals`; `matching` finds the forms in the rest. `reader` decides who is meant, with
`edges` for longer names of others, `namesakes` for those who are called alike, `senses`, `cues` and `acronyms` for
places, common words and letters. `decisions` are the author's own, `scan` is the way in, `texts` applies it to every
text of a dossier, with `verbatim` for quotes and `open_text` for what is published whole. Nothing here
guesses between two actors.
"""
