"""The rules: negation, contrast, correction, subject; each shown by answers that differ in that alone."""

import pytest

from grading.answers import grade_answer

MAXIMUM, SMALLER, SHIFT = "takes_maximum", "shrinks_maps", "shift_tolerance"
DATA, SIMPLER, INTUITION, PRACTICAL = "small_data", "simpler", "transferable_intuition", "still_practical"


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("It keeps the largest value of each region.", {MAXIMUM}),
        ("It does not keep the largest value of each region.", set()),
        ("It keeps the smallest value of each region.", set()),
        ("It keeps the average of each region.", set()),
        ("Unlike average pooling, which averages, it keeps the largest value of each region.", {MAXIMUM}),
        (
            "Average pooling keeps the average of each region, max pooling the largest value of each.",
            {MAXIMUM},
        ),
        ("It keeps the average, no wait, the largest value of each region.", {MAXIMUM}),
        ("It keeps the largest value of each region... no, scrap that, the average.", set()),
        ("It keeps the largest value over all channels.", set()),
        ("Max pooling is done in each region.", set()),
        ("Some say that it keeps the largest value of each region. That is not true.", set()),
        (
            "Not only does it keep the largest value of each region, the map also gets smaller.",
            {MAXIMUM, SMALLER},
        ),
        ("The map does not get smaller.", set()),
        ("A map of 26x26 comes in, one of 13 by 13 goes out.", {SMALLER}),
        ("A map of 13x13 comes in, one of 26x26 goes out.", set()),
        ("It averages each block, so the map gets smaller.", {SMALLER}),
        ("Small shifts don't matter.", {SHIFT}),
        ("Small shifts matter a lot.", set()),
        ("It says that there is an eye, not exactly where.", {SHIFT}),
        ("It makes the network invariant to rotation.", set()),
        ("It makes the network robust to small translations.", {SHIFT}),
        ("It enlarges the receptive field.", set()),
        (
            "* max of each 2x2 patch\n* fewer parameters later\n* tolerates small shifts",
            {MAXIMUM, SMALLER, SHIFT},
        ),
    ],
)
def test_max_pooling(text: str, met: set[str]) -> None:
    assert {*grade_answer("max_pooling", text).met} == met


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("They work well with little data.", {DATA}),
        ("They do not work well with little data.", set()),
        ("They need a lot of data.", set()),
        ("They don't need a lot of data.", {DATA}),
        ("Transformers need a lot of data.", {DATA}),
        ("Transformers need less data.", set()),
        ("Unlike transformers, which need a lot of data, they are simple.", {DATA, SIMPLER}),
        ("With few images a ViT fails.", {DATA}),
        ("CNNs are simpler than transformers.", {SIMPLER}),
        ("Transformers are simpler than CNNs.", set()),
        ("CNNs are not simple, and fast they are not.", set()),
        ("They need more data, no, other way round, they need less data.", {DATA}),
        ("They are easy to understand. Or so I thought.", set()),
        ("The ideas carry over to other vision models.", {INTUITION}),
        ("What you learn from them helps to understand a ViT later.", {INTUITION}),
        ("They run fast on phones.", {PRACTICAL}),
        ("A ViT is too slow for a phone.", {PRACTICAL}),
        ("They have an inductive bias.", set()),
        ("Job adverts ask for them.", set()),
        ("They are less data hungry, easier to build and cheap to run.", {DATA, SIMPLER, PRACTICAL}),
    ],
)
def test_cnn_vs_vit(text: str, met: set[str]) -> None:
    assert {*grade_answer("cnn_vs_vit", text).met} == met


@pytest.mark.parametrize(
    "text",
    [
        "CNNs are fast. CNNs are slow.",
        "Is it that they need less data?",
    ],
    ids=["contradiction", "question"],
)
def test_doubt_goes_to_a_person(text: str) -> None:
    assert grade_answer("cnn_vs_vit", text).needs_review
