"""Print how well the rules for written answers agree with the labels of tests/answers_labelled.jsonl.

    python tools/answers_agreement.py              # the two thirds that rules may be written from
    python tools/answers_agreement.py --held-out   # the third that is only measured; note each use

No answer is printed, so that the third that is held out stays unread.
"""

import argparse
from pathlib import Path

from grading.answers.agreement import measure, read_labelled

LABELLED = Path(__file__).resolve().parents[1] / "tests" / "answers_labelled.jsonl"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--held-out", action="store_true", help="the third that no rule is written from")
    held_out = parser.parse_args().held_out
    labelled = [one for one in read_labelled(LABELLED) if one.held_out == held_out]
    for question, agreement in measure(labelled).items():
        print(f"{question}: {agreement.answers} answers{' held out' if held_out else ''}")
        for criterion, share in agreement.criteria.items():
            print(f"  {criterion:<24}{share:6.1%} alike")
        print(f"  {'points':<24}{agreement.kappa:6.3f} quadratic weighted kappa")
        print(f"  {'sent to a person':<24}{agreement.reviewed:6.1%}")
        print(
            f"  {'points exact':<24}{agreement.exact:6.1%} of the others, off by {agreement.furthest} at most"
        )
        print(f"  {'gamed and paid':<24}{agreement.gaming_paid:6}")


if __name__ == "__main__":
    main()
