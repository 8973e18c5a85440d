"""The words of the domain: actor, source, event, relation, citation, date; values without behaviour.

Holds no I/O, no HTML, no URL of the site and no YAML. The records are pydantic models that mirror
the files key by key, so that one definition serves checking, types and JSON Schemas.
"""
