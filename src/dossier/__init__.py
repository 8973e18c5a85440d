"""Annotated dossiers on networks of actors, as a cross-linked static site.

What happens when you run `dossier build`::

    site_config.yml, content/ - load -> Dossier - redact -> PublicDossier - link -> LinkedDossier
        - assemble -> Pages - render -> RenderedFiles - write -> build/

1. `load` reads `site_config.yml` and `content/` (`yaml_source` keeps the author's words, `schema`
   checks every field, `references` every id) and goes on past each error.
2. `redact` takes out what is private, a draft or under embargo. No later stage can leak what it
   never sees.
3. `link` (several texts at a time: `linking`) finds the names of actors in each passage and each
   Markdown text: `names` knows how names are written, `lexicon` holds their forms, `reader` reads a
   text with the text itself as context, `cues` tells places from groups. `markup` turns Markdown into
   sanitised HTML; the links in it are symbolic (`actor:el-mencho`).
4. `evidence` looks at what the claims rest on: the quote budget, the points in dispute, who is covered
   by which source. In a check it compares the quotes with the full texts; a build goes by the record.
5. `assemble` decides which pages exist and puts on each what belongs there, as plain values; `layout`
   gives it what it needs of `evidence`.
6. `render` fills the templates of the theme, in the words of the site's language, and makes every
   symbolic link a relative one; what is drawn gets its places and shapes in `render.graphics`.
7. `export` adds the dossier as data, and the index of the search; `verify` follows every link of the
   rendered site.
   `leaks`, where asked for, looks through the bytes for what `redact` took out.
8. `write` compares bytes, stages what changed, writes down what it is about to do, then replaces and
   removes; whichever run comes next completes what was broken off (`write.journal`).

Before all that, `freshness` tells by the files' times and sizes whether anything changed since the
last build; where nothing did, none of it is even imported. Where something did, `cache` has what the
same functions made of the same input the last time: records (`load`), linked texts (`linking`), whole
pages (`printing`). There is no list of what an edit touches: everything is asked for each time, by a
digest of all that it is made from.

A preview (`serve`) writes nothing: `watching` hears that a file has changed, `preview` knows what to show,
`on_demand` makes a page when it is asked for, from the same stages. It asks less: a file that looks as it
did holds what it held, and where only words of profiles are others, `layout` takes the parts of the pages
that rest on claims and sources from the last time.

What is decided of names on the way is kept in the author's own files: `review` finds what to ask and
turns an answer into lines of YAML, `load.edit` puts them in and touches no other line, `amend` saves
the file. `authoring` starts a dossier and its files, and gives things other ids; `json_schema` tells
editors what the models know.

`importing` stands before all of that: it turns a file or a page that the author names into a full text
and a record, which `amend` creates.

Linking and rendering are divided among processes (`workers`), or on request among the workers of a Dask cluster
(`cluster`): both do the same work on the same parts, and hand over the results in order.

`pipeline` is the only module that knows this order; `inspection` asks the same stages what an author
wants to know beside building. Every stage is a function from values to values
and a list of diagnostics; the command line alone prints them, once, sorted.

Architecture invariants, each held by `tests/test_architecture.py` or a test named there:

- A module imports only from layers before its own, and no stage imports another stage: what they
  exchange lives in `model`. `likeness`, `urls`, `fold`, `plain`, `fragments`, `pictures`, `bibliography` and `markup`
  are tools below the stages, not stages.
- Each third-party library has one importing module or package (click: `cli`; markdown and nh3: `markup`;
  markupsafe: the three modules of `render` that make HTML; pydantic: `model`, `config`, `load.schema`).
- No stage reads the clock, the environment or the working directory. Of the stages only `load`,
  `render.theme` and `render.words` read the author's files; only `amend` changes them. `write` and
  `publish` alone write the site, and read only what was built; `git` alone runs git; `freshness` keeps
  two hashes of what was read and written, `cache` what is public of it. Only the command line prints.
- `importing` alone reads files from outside of a site and asks the net, each time because the author
  named them; what is in them is parsed in a process that can do neither.
- `cluster` alone connects anywhere during a build: to the scheduler that the author named. What goes there has been redacted.
- No inline script or style stands in any page; the Content-Security-Policy forbids it.
- Names are found on text nodes, never by a pattern over HTML, and nothing guesses between two actors.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    """`__version__`, looked up when it is asked for: reading the metadata costs 30 ms."""
    if name != "__version__":
        raise AttributeError(f"module 'dossier' has no attribute '{name}'")
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see above

    try:
        return version("annotated-dossier")
    except PackageNotFoundError:  # a checkout that was never installed
        return "0+unknown"
