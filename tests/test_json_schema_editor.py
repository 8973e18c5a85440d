"""The JSON Schemas in a real editor's language server, as VS Code uses it."""

from __future__ import annotations

import os

import pytest
from editors import Editor, language_server

from dossier.json_schema import RECORDS, keys_of, plain_words, schema_path, schema_text

PLACES = {
    "actor": "content/actors/people/a.yml",
    "source": "content/sources/a.yml",
    "event": "content/events/a.yml",
    "config": "site_config.yml",
}
"""A page's front matter stands in a Markdown file, which the language server does not read."""
GOOD = {"actor": "name: Ada Moreno\nkind: person\n"}


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    """An editor on an empty dossier with its schemas; skips where there is no language server."""
    command = language_server()
    if command is None:
        if os.environ.get("DOSSIER_REQUIRE_EDITOR"):
            pytest.fail("no yaml-language-server here, and DOSSIER_REQUIRE_EDITOR is set")
        pytest.skip("no yaml-language-server on this machine (npm install yaml-language-server)")
    folder = tmp_path_factory.mktemp("dossier")
    for kind in RECORDS:
        path = folder / schema_path(kind)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(schema_text(kind), "utf-8")
    running = Editor(command, folder)
    running.folder = folder
    yield running
    running.close()


def written(kind: str, text: str) -> str:
    """A file's text whose first line names its schema."""
    up = "../" * PLACES[kind].count("/")
    return f"# yaml-language-server: $schema={up}{schema_path(kind)}\n{text}"


@pytest.mark.parametrize("kind", sorted(PLACES))
def test_a_wrong_key_is_underlined_and_a_right_file_is_not(kind, editor):
    """In each kind of file; required keys that are missing are named too."""
    good = GOOD.get(kind, "title: A title\n")
    path = editor.folder / PLACES[kind]
    assert editor.mistakes(path, written(kind, good)) == []
    assert editor.mistakes(path, written(kind, good + "stauts: reported\n")) == [
        "Property stauts is not allowed."
    ]
    assert any("Missing property" in each for each in editor.mistakes(path, written(kind, "{}\n")))


@pytest.mark.parametrize("kind", sorted(PLACES))
def test_keys_are_offered_with_their_explanation(kind, editor):
    """All keys that are not there yet, each in the words of the handbook."""
    good = GOOD.get(kind, "title: A title\n")
    offered = editor.offers(editor.folder / PLACES[kind], written(kind, good))
    wanted = {
        key: plain_words(info.said) for key, info in keys_of(kind).items() if f"{key}:" not in good
    }
    assert {key: offered.get(key) for key in wanted} == wanted


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("actor", "name: A\nkind: ", {"person", "agency"}),
        ("actor", "name: A\nkind: person\nrole: ", {"subject", "expert"}),
        ("actor", "name: A\nkind: person\nrelations:\n  - type: ", {"member-of", "owns"}),
        ("actor", "name: A\nkind: person\nfacts:\n  - label: B\n    ", {"value", "status"}),
        ("source", "title: A\nrights: ", {"quotation", "open", "none"}),
        ("event", "title: A\nsources:\n  - source: b\n    stance: ", {"denies"}),
        ("config", "title: A\npublish:\n  ", {"remote", "cname"}),
    ],
)
def test_words_and_nested_keys_are_offered(kind, text, words, editor):
    """The words that a key takes, and the keys of a record inside a record."""
    assert words <= set(editor.offers(editor.folder / PLACES[kind], written(kind, text)))
