"""What the visible checks of `accuracy` are made of."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from helpers.beliefs import Belief
from helpers.checks import ATOL, RTOL, check
from helpers.learner import Answer, CheckFailedError
from helpers.probes import AnswersProbe


def check_share(accuracy: Callable[..., Answer], probe: AnswersProbe, labels: Sequence[int]) -> None:
    """Call the learner's `accuracy`, and check the share of right answers that it gives.

    Args:
        accuracy: the function, ready to be called.
        probe: images with known answers.
        labels: what is right, whole numbers, one an image.

    Raises:
        CheckFailedError: it gives another number, or none.
    """
    right = np.array(labels)
    answer = accuracy(probe.model, probe.images, right)
    try:
        check(answer, float(np.mean(probe.answers == right)))
    except CheckFailedError as failure:
        failure.beliefs = _beliefs(accuracy, probe, right, answer.value)
        if _is_pair(answer.value):
            failure.beliefs = (Belief.LOSS_AND_ACCURACY,)
        raise


def _beliefs(
    accuracy: Callable[..., Answer], probe: AnswersProbe, labels: np.ndarray, given: object
) -> tuple[str, ...]:
    """Misconceptions that give this number."""
    if isinstance(given, bool) or not isinstance(given, int | float | np.number):
        return ()
    # All answers right, all wrong, for paler images: who gives that number again always gives it.
    others = [probe.answers, (probe.answers + 1) % probe.classes]
    if all(accuracy(probe.model, probe.images * 0.5, other).value == given for other in others):
        return (Belief.CONSTANT,)
    known = _wrong_numbers(probe, labels)
    return tuple(one for one, number in known.items() if np.isclose(float(given), number, RTOL, ATOL))


def _is_pair(given: object) -> bool:
    return isinstance(given, list | tuple | dict) and len(given) == 2


def _wrong_numbers(probe: AnswersProbe, labels: np.ndarray) -> dict[str, float]:
    probabilities = probe.probabilities
    right = probe.answers == labels
    across = probabilities.argmax(axis=0)
    wrong: dict[str, Any] = {
        Belief.PERCENT: 100 * right.mean(),
        Belief.COUNT: right.sum(),
        Belief.SHARE_OF_MISTAKES: 1 - right.mean(),
        # Older versions of NumPy say of arrays that differ in length that they are not equal.
        Belief.WRONG_AXIS: (across == labels).mean() if len(across) == len(labels) else 0.0,
        Belief.LOSS_FOR_ACCURACY: -np.log(probabilities[np.arange(len(labels)), labels]).mean(),
        Belief.CONFIDENCE: probabilities.max(axis=1).mean(),
    }
    return {belief: float(number) for belief, number in wrong.items()}
