"""JUnit XML, for continuous integration: a suite a learner, a case a hidden test or an answer.

The format has no single owner; this keeps to the schema that Jenkins and pytest go by (junit-10.xsd of
Jenkins's xunit-plugin), in which attributes hold one line and texts no control characters.
"""

import argparse
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from grading.exchange.arguments import add_class
from grading.exchange.files import check_out, write_file
from grading.exchange.graded_class import GradedClass
from grading.exchange.scores import exported
from grading.reports.cells import points
from grading.reports.pages import heading
from grading.results import AnswerResult, Result, TestResult
from grading.store import file_names

SUMMARY = "JUnit XML: a test suite a learner, a test case a hidden test"

# What XML 1.0 has no way to write.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `kit export junit`."""
    add_class(parser, "a file that ends in .xml, for all; or a folder, for a file a learner")


def export(arguments: argparse.Namespace) -> list[str]:
    """Write one file, or one a learner.

    Raises:
        Unusable: RESULTS or `--out` can't be used.
    """
    out: Path = arguments.out
    check_out(out, arguments.results)
    graded = GradedClass.read(arguments.results)
    if out.suffix.lower() == ".xml":
        written = [write_file(out, junit_xml(graded.results))]
    else:
        names = file_names(result.student for result in graded.results)
        written = [
            write_file(out / f"{names[result.student]}.xml", junit_xml([result])) for result in graded.results
        ]
    said = f"written: {written[0]}" if len(written) == 1 else f"written: {len(written)} files in {out}"
    return [said, *graded.notices()]


def junit_xml(results: list[Result] | tuple[Result, ...]) -> bytes:
    """One document with a `testsuite` for each result.

    A written answer that a person should read is `skipped`, and so is a bonus that nobody began. Where the
    kit failed, the suite holds one case that is an `error`.
    """
    root = Element("testsuites")
    for result in results:
        root.append(_suite(result))
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(result: Result) -> Element:
    suite = Element("testsuite", name=_line(result.student), time=f"{result.duration_s:.3f}")
    properties = SubElement(suite, "properties")
    for name, value in (
        ("status", result.status),
        ("score", points(result.score)),
        ("max_score", points(result.max_score)),
        ("bonus", points(result.bonus)),
        ("final", points(exported(result))),
    ):
        SubElement(properties, "property", name=name, value=value)
    if result.tests or result.answers:
        cases = [*map(_test, result.tests), *map(_answer, result.answers)]
    else:
        cases = [_whole(result)]
    suite.extend(cases)
    suite.set("tests", str(len(cases)))
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(sum(case.find(tag) is not None for case in cases)))
    return suite


def _test(test: TestResult) -> Element:
    case = Element("testcase", classname=test.exercise, name=_line(test.name), time="0")
    if test.outcome == "passed":
        return case
    if test.untried:
        _end(case, "skipped", "missing", test.message or "Nothing of the bonus is written.")
    else:
        tag = "failure" if test.outcome in ("failed", "missing") else "error"
        _end(case, tag, test.outcome, test.message)
    return case


def _answer(answer: AnswerResult) -> Element:
    case = Element("testcase", classname="answers", name=_line(heading(answer.question)), time="0")
    if answer.needs_review:
        _end(case, "skipped", "review", f"A person should read this answer. {answer.message}")
    elif answer.points < answer.max_points:
        _end(case, "failure", "failed", answer.message)
    return case


def _whole(result: Result) -> Element:
    """What stands for all tests where none ran."""
    case = Element("testcase", classname="submission", name="submission", time="0")
    tag = {"absent": "skipped", "invalid": "failure"}.get(result.status, "error")
    said = {"absent": "Nothing has come in.", "graded": "No test ran."}.get(
        result.status, result.problem or ""
    )
    _end(case, tag, result.status, said)
    return case


def _end(case: Element, tag: str, kind: str, message: str) -> None:
    first, _, _ = message.partition("\n")
    end = SubElement(case, tag, type=kind, message=_line(first))
    end.text = _printable(message)


def _line(text: str) -> str:
    return _printable(" ".join(text.split()))


def _printable(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
