"""A plain table: `grades.csv`, or some of its columns."""

import argparse
import csv
import io

from grading.exchange.arguments import add_class
from grading.exchange.files import check_out, write_file
from grading.exchange.graded_class import GradedClass
from grading.reports.grades import grades_csv
from grading.unusable import Unusable

SUMMARY = "a plain CSV table: grades.csv, or columns of it"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit export csv`."""
    add_class(parser, "the table to write")
    parser.add_argument(
        "--columns", metavar="NAME,NAME", help="only these columns of grades.csv, in this order"
    )


def export(arguments: argparse.Namespace) -> list[str]:
    """Write the table.

    Raises:
        Unusable: RESULTS or `--out` can't be used, or a column is unknown.
    """
    check_out(arguments.out, arguments.results)
    graded = GradedClass.read(arguments.results)
    table = grades_csv(graded.results)
    if arguments.columns is not None:
        table = _with_columns(table, [name.strip() for name in arguments.columns.split(",")])
    return [f"written: {write_file(arguments.out, table)}", *graded.notices()]


def _with_columns(table: str, wanted: list[str]) -> str:
    header, *rows = csv.reader(io.StringIO(table, newline=""))
    if unknown := [name for name in wanted if name not in header]:
        raise Unusable(
            f"--columns names {', '.join(map(repr, unknown))}, which grades.csv does not have. "
            f"Choose from: {', '.join(header)}."
        )
    places = [header.index(name) for name in wanted]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([line[place] for place in places] for line in [header, *rows])
    return text.getvalue()
