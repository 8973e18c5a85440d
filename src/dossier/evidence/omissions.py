"""What quotes with omissions leave out of their texts, where that may turn their sense."""

from __future__ import annotations

import re

from dossier.evidence.typography import plain_text

_NEGATIONS = {
    "ar": "لا لم لن ليس ليست غير بدون",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand weder ohne",
    "en": "not never no nor none nobody nothing nowhere neither cannot without",
    "es": "no nunca jamás ni sin nada nadie ningún ninguna ninguno tampoco",
    "fr": "ne n pas jamais rien aucun aucune ni non sans",
    "it": "non mai né nessun nessuno nessuna niente nulla senza",
    "nl": "niet geen nooit niets niemand noch zonder",
    "pt": "não nunca jamais nem sem nada ninguém nenhum nenhuma",
    "ru": "не нет ни никогда ничего никто никого без",
    "uk": "не ні ніколи нічого ніхто без",
}
"""The words by which a sentence is denied, by language; of one that is not here, all are looked for."""
_ANY = frozenset(" ".join(_NEGATIONS.values()).split())
_SIGNS = re.compile("[不没沒未無无]|ない|なかっ|ません")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def denies(text: str, language: str = "") -> bool:
    """Whether some words hold a negation, in the language of a code such as `en-GB`, else in any."""
    told = _NEGATIONS.get(language.partition("-")[0].lower())
    negations = frozenset(told.split()) if told else _ANY
    plain = plain_text(text).plain.casefold()
    words = _WORD.findall(plain)
    return bool(_SIGNS.search(plain)) or any(
        word in negations or word.endswith("n't") or word.startswith("n'") for word in words
    )
