"""What the claims of a dossier rest on: their quotes, their sources, and what speaks against them.

Quotes: `quotes` lists them; `comparison` compares each with the full text at hand, by `alignment` on texts
that `typography` makes plain, whole words by `boundaries`, with `nearest` for a hint and `anchors` for the link to the words; `pasted` finds
words of a text that are not marked as quotes. `quotation` counts them all against the budget, in `words`,
by their places (`passages`) or from the quotes alone (`overlaps`).

Claims: `every_claim` goes through them; `claims` asks what each owes its readers, a court for one
(`courts`, `court_words`); `independence` counts their origins, which `roots` follows to the end and `voices` tells
by their names; `coverage` tells who is covered by what.

Disputes: `disputes` finds the points in which claims do not agree, with `records` for two that are about one thing.
Whether two values could both be true, `compatible` tells: by their label (`labels`), as dates (`times`), numbers
(`quantities`), states (`opposites`) or words (`wording`).

In doubt nothing is found: a reader takes each finding for a fact.
"""
