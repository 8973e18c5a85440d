"""The words of the domain: actor, source, event, relation, citation, date; and what stages exchange.

`record` (with `scalars`), `actor`, `source`, `claim` and `dossier.FreePage` mirror the files key by key, as
pydantic models, so that one definition serves checking, types and JSON Schemas. `dates` reads EDTF, with
`date_guesses`, `date_tables` and `date_words` for people. `dossier` is the whole, before and after
`redact`; `declared` gives its built-in kinds their labels; `verification` is the record of what was
verified. The others are what one stage hands to the next: `linked`, `evidence`, `coverage`, `page`,
`notices`, `chronicle`, `network`, `search`, `canary`.

Values that tell what follows from themselves, and nothing else: no I/O, no markup is made here, and links are
symbolic. Knows neither YAML nor any stage.
"""
