"""Wrong submissions that others wrote, from a belief or the contract alone: caught, and the belief named."""

from pathlib import Path

import pytest

from grading.fleet import Fleet
from tools.name_mistakes import EXERCISE_OF, Finding, is_named_right, judged, wrong_submissions

MISTAKES = Path(__file__).parents[1] / "mistakes"


@pytest.fixture(scope="module")
def written(fleet: Fleet) -> list[Finding]:
    """What the hidden tests made of every eighth submission, of those that train nothing."""
    submissions = wrong_submissions(MISTAKES / "written")
    quick = [one for one in submissions if EXERCISE_OF[one.function] not in ("training", "bonus")]
    return list(judged(quick[::8], fleet))


@pytest.mark.timeout(900)
def test_every_belief_is_caught(written: list[Finding]) -> None:
    assert len(written) >= 35
    assert [finding.submission.name for finding in written if not finding.lost] == []


def test_nearly_every_belief_is_named(written: list[Finding]) -> None:
    unnamed = [finding.submission.name for finding in written if not is_named_right(finding)]
    assert len(unnamed) <= 0.05 * len(written), unnamed


@pytest.mark.timeout(600)
@pytest.mark.parametrize("batch", ["fourth"])
def test_mistakes_that_nobody_foresaw_are_caught(fleet: Fleet, batch: str) -> None:
    findings = list(judged(wrong_submissions(MISTAKES / "fresh" / batch), fleet))
    assert len(findings) == 20
    assert [finding.submission.name for finding in findings if not finding.lost] == []
