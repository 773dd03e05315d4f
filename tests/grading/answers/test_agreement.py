"""The rules agree with people. What the floors rest on is printed by tools/answers_agreement.py."""

from pathlib import Path

import pytest

from grading.answers.agreement import LabelError, measure, quadratic_kappa, read_labelled

LABELLED = Path(__file__).resolve().parents[2] / "answers_labelled.jsonl"


def test_agreement_with_the_labelled_answers_stays_above_the_floor() -> None:
    """Without the third that is held out: looking at it again and again would make it worthless."""
    labelled = [one for one in read_labelled(LABELLED) if not one.held_out]

    for agreement in measure(labelled).values():
        assert agreement.answers >= 50
        assert min(agreement.criteria.values()) >= 0.93
        assert agreement.kappa >= 0.9
        assert agreement.reviewed <= 0.45
        assert agreement.exact >= 0.95
        assert agreement.gaming_paid == 0


def test_kappa() -> None:
    assert quadratic_kappa([(0, 0), (5, 5), (10, 10)]) == 1
    assert quadratic_kappa([(0, 10), (10, 0)]) == -1
    assert quadratic_kappa([(0, 0), (0, 10), (10, 0), (10, 10)]) == 0
    # Twice off by 1 where chance is off by 2.5 squared on average: worked out by hand.
    assert quadratic_kappa([(0, 1), (3, 2)]) == pytest.approx(1 - 1 / 2.5)


def test_a_line_without_labels_is_named(tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"id": 1, "question": "max_pooling", "text": "x"}\n', encoding="utf-8")

    with pytest.raises(LabelError, match=r"labelled.jsonl, line 1: expected .* \(KeyError: 'met'\)"):
        read_labelled(path)
