"""The word lists of `english.toml`."""

import tomllib
from importlib import resources

_TABLES: dict[str, dict[str, str]] = tomllib.loads(
    resources.files("grading.answers").joinpath("english.toml").read_text(encoding="utf-8")
)

IRREGULAR: dict[str, str] = {
    form: word for word, forms in _TABLES["irregular"].items() for form in forms.split()
}
"""For an irregular form the word that stands for all its forms."""

WRITTEN_OUT: dict[str, str] = _TABLES["written_out"]
"""For a hasty spelling the words that are meant."""

CONTRACTIONS: dict[str, str] = _TABLES["contractions"]
"""For what follows an apostrophe the word that is meant; "" where it is an ending."""

FOREIGN: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _TABLES["foreign"].items()
}
"""Small words of other languages."""


def word_list(name: str) -> frozenset[str]:
    """One of the lists; the file says what each is for."""
    return frozenset(_TABLES["lists"][name].split())
