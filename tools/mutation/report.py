"""What a run found: as a table, and as the section of docs/graders.md that is made from it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

from tools.mutation.mutants import Key, Mutant

BEGIN = "<!-- Written by `make mutation REPORT=docs/graders.md`; change nothing by hand. -->"
END = "<!-- Up to here. -->"
_WIDTH = 120


@dataclass(frozen=True)
class Findings:
    """What became of one file's mutants.

    Attributes:
        file: name of the file.
        mutants: all of them.
        lost: by a mutant's name, the hidden tests that it lost.
        failed: by a mutant's name, the visible check that it failed; "" where there is none.
        equivalent: keys of those that nobody can catch.
    """

    file: str
    mutants: Sequence[Mutant]
    lost: Mapping[str, Sequence[str]]
    failed: Mapping[str, str]
    equivalent: frozenset[Key]

    @property
    def countable(self) -> list[Mutant]:
        """Those that can be caught."""
        return [mutant for mutant in self.mutants if mutant.key not in self.equivalent]

    @property
    def caught_hidden(self) -> int:
        """How many of them lost points."""
        return sum(bool(self.lost[mutant.name]) for mutant in self.countable)

    @property
    def caught_visible(self) -> int:
        """How many of them failed a visible check."""
        return sum(bool(self.failed[mutant.name]) for mutant in self.countable)

    @property
    def survived(self) -> list[Key]:
        """Those that got all points."""
        return [mutant.key for mutant in self.mutants if not self.lost[mutant.name]]

    @property
    def passed(self) -> list[Key]:
        """Those that passed all visible checks."""
        return [mutant.key for mutant in self.mutants if not self.failed[mutant.name]]

    @property
    def visible_share(self) -> float:
        """Share that the visible checks caught, 0 to 1."""
        return self.caught_visible / len(self.countable)


def table(all_findings: Sequence[Findings]) -> str:
    """The figures by file, in Markdown."""
    lines = [
        "| file | mutants | equivalent | others | caught by hidden tests | caught by visible checks |",
        "|---|---|---|---|---|---|",
    ]
    rows = [
        [
            len(findings.mutants),
            len(findings.mutants) - len(findings.countable),
            len(findings.countable),
            findings.caught_hidden,
            findings.caught_visible,
        ]
        for findings in all_findings
    ]
    names = [f"`{findings.file}`" for findings in all_findings]
    if len(rows) > 1:
        rows.append([sum(column) for column in zip(*rows, strict=True)])
        names.append("all")
    for name, (made, equivalent, others, hidden, visible) in zip(names, rows, strict=True):
        lines.append(
            f"| {name} | {made} | {equivalent} | {others} | {_share(hidden, others)} | "
            f"{_share(visible, others)} |"
        )
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    # Rounded down, so that 100 % means all.
    return f"{part} ({int(1000 * part / whole) / 10:g} %)" if whole else "0"


def section(all_findings: Sequence[Findings], reasons: Mapping[Key, str], seed: int) -> str:
    """All figures of a run and the equivalent mutants, in Markdown."""
    kinds = Counter(
        mutant.operator.partition("_")[0] for findings in all_findings for mutant in findings.mutants
    )
    of_kinds = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    parts = [
        f"With the seed {seed}:",
        table(all_findings),
        _wrapped(f"By operator: {of_kinds}."),
        "These are equivalent:",
        "\n".join(_equivalent(findings, reasons) for findings in all_findings if findings.equivalent),
    ]
    return "\n\n".join(parts)


def _equivalent(findings: Findings, reasons: Mapping[Key, str]) -> str:
    return "\n".join(
        _wrapped(
            f"- `{mutant.file}`, `{mutant.function}`: `{mutant.line}` becomes `{mutant.becomes}`. "
            f"{reasons[mutant.key]}",
            indent="  ",
        )
        for mutant in findings.mutants
        if mutant.key in findings.equivalent
    )


def _wrapped(text: str, indent: str = "") -> str:
    return fill(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def write_details(path: Path, findings: Findings) -> None:
    """Keep for each mutant of a file which hidden tests and which visible check caught it, as JSON."""
    details = {
        mutant.name: {
            "function": mutant.function,
            "line": mutant.line,
            "becomes": mutant.becomes,
            "equivalent": mutant.key in findings.equivalent,
            "hidden_tests": list(findings.lost[mutant.name]),
            "visible_check": findings.failed[mutant.name],
        }
        for mutant in findings.mutants
    }
    path.write_text(json.dumps(details, indent=1), encoding="utf-8")


def write_section(path: Path, text: str) -> None:
    """Put the figures into a page, between its two markers.

    Raises:
        ValueError: the page lacks a marker.
    """
    page = path.read_text("utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path} lacks one of the lines {BEGIN} and {END}")
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
