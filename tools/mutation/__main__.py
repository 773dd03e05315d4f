"""Makes the mutants, has them judged, and says whether every one was caught that can be."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from grading.course import course_root
from helpers.exercises import EXERCISES, Exercise
from tools.mutation.equivalents import disagreements, read_equivalents
from tools.mutation.hidden import lost_tests
from tools.mutation.mutants import Key, mutants, unchanged
from tools.mutation.report import Findings, section, table, write_details, write_section
from tools.mutation.visible import failed_checks

ROOT = course_root()
LIST = Path(__file__).with_name("equivalents.toml")
VISIBLE_REACH = 0.75
"""Share of the mutants that can be caught which the visible checks of a file have to catch."""


def main() -> int:
    """Try the files; the exit code is 1 where the hidden tests or the visible checks are too weak."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutation", description=__doc__)
    parser.add_argument(
        "modules",
        nargs="*",
        metavar="MODULE",
        help="convolution, pooling, model, training, custom_loop; without any, all of them",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path("build/mutation"),
        help="keeps submissions, results, and what caught each mutant (default build/mutation)",
    )
    parser.add_argument("--seed", type=int, default=1, help="random seed of the hidden tests (default 1)")
    parser.add_argument("--jobs", type=int, default=2, help="judges at once (default 2)")
    parser.add_argument(
        "--seconds",
        type=float,
        default=120.0,
        help="that all visible checks of a mutant may take (default 120)",
    )
    parser.add_argument("--report", type=Path, metavar="PAGE", help="write the figures into this page")
    arguments = parser.parse_args()
    known = {exercise.module: exercise for exercise in EXERCISES}
    if unknown := [module for module in arguments.modules if module not in known]:
        parser.error(f"{', '.join(unknown)} is none of: {', '.join(known)}")
    if arguments.report and arguments.modules:
        parser.error("a report is made of all files, so name none")
    chosen = [known[module] for module in arguments.modules or known]
    listed = read_equivalents(LIST)
    all_findings = [_try(exercise, listed, arguments) for exercise in chosen]
    print(f"\n{table(all_findings)}")
    problems = [problem for findings in all_findings for problem in _problems(findings, listed)]
    files = {exercise.file_name for exercise in EXERCISES}
    problems += [
        f"listed as equivalent, but of no exercise: {key[0]}" for key in listed if key[0] not in files
    ]
    for problem in problems:
        print(f"\n{problem}")
    if arguments.report and not problems:
        write_section(arguments.report, section(all_findings, listed, arguments.seed))
        print(f"\nwritten: {arguments.report}")
    return 1 if problems else 0


def _try(exercise: Exercise, listed: Mapping[Key, str], arguments: argparse.Namespace) -> Findings:
    source = (ROOT / "solutions" / exercise.file_name).read_text("utf-8")
    original, made = unchanged(exercise.file_name, source), mutants(exercise.file_name, source)
    print(f"{exercise.module}: {len(made)} mutants", flush=True)
    tried = [original, *made]
    lost = lost_tests(exercise, tried, arguments.folder / exercise.module, arguments.seed, arguments.jobs)
    failed = failed_checks(exercise, tried, ROOT / "exercises", arguments.seconds)
    if lost[original.name] or failed[original.name]:
        sys.exit(f"The solution itself fails: {lost[original.name] or failed[original.name]}")
    keys = frozenset(mutant.key for mutant in made)
    findings = Findings(exercise.file_name, made, lost, failed, keys & listed.keys())
    write_details(arguments.folder / f"{exercise.module}.json", findings)
    return findings


def _problems(findings: Findings, listed: Mapping[Key, str]) -> list[str]:
    of_file = {key: reason for key, reason in listed.items() if key[0] == findings.file}
    made = {mutant.key for mutant in findings.mutants}
    problems = disagreements(of_file, made, findings.survived, findings.passed)
    if findings.visible_share < VISIBLE_REACH:
        passed = [key for key in findings.passed if key not in of_file]
        problems.append(
            f"{findings.file}: the visible checks catch {findings.visible_share:.0%}, and should catch "
            f"{VISIBLE_REACH:.0%}. They miss:\n" + "\n".join(f"    {key[3]} -> {key[4]}" for key in passed)
        )
    return problems


if __name__ == "__main__":
    os.nice(10)  # it takes minutes, and whoever works here meanwhile comes first
    sys.exit(main())
