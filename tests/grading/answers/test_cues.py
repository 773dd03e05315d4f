"""The language of cues: which sentences one matches."""

import pytest

from grading.answers.clauses import normalised, read_sentences
from grading.answers.cues import read_cue, read_words

SETS = {"big": read_words("large|*est", {}), "some": read_words("#", {})}


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("keep value", "It keeps values.", True),
        ("keep value", "It kept the value.", False),
        ("keep .. value", "It kept the very value.", True),
        ("keep .. value", "It kept one of these values.", False),
        ("keep ... value", "It kept one of these values.", True),
        ("keep ... value", "Values are kept.", False),
        ("keep & value", "Values are kept.", True),
        ("keep & value", "Values. Kept.", False),
        ("keep|take value", "taking values", True),
        ("keep {big}", "keep the loudest", False),
        ("keep .. {big}", "keep the loudest", True),
        ("keep .. {big}", "keep the rest", False),
        ("invarian*", "Invariance!", True),
        ("{some} image", "500 images", True),
        ("{some} image", "5k images", True),
        ("{some} image", "500000 images", False),
        ("not fit", "It doesn't fit", True),
        ("not fit", "it dont fit", True),
        ("can not", "can\u2019t", True),
    ],
)
def test_a_cue(cue: str, text: str, found: bool) -> None:
    matches = [
        match for sentence in read_sentences(normalised(text)) for match in read_cue(cue, SETS).find(sentence)
    ]

    assert bool(matches) == found
