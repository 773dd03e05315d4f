"""What `make mutation` runs for minutes, on sources of a few lines."""

import ast
import json
from pathlib import Path

import pytest

from grading.course import course_root
from helpers.exercises import EXERCISES
from tools.mutation.equivalents import ListError, disagreements, read_equivalents
from tools.mutation.mutants import Key, Mutant, mutants, unchanged
from tools.mutation.report import BEGIN, END, Findings, table, write_details, write_section
from tools.mutation.visible import failed_checks

POOLING = next(exercise for exercise in EXERCISES if exercise.name == "pooling")
SOURCE = '''
"""Not 1 + 1."""

LIMIT = 2 + 3


def grown(x: int | None, by: int = 4) -> int | None:
    """Not 5 - 1."""
    if x is None:
        return x  # not 7
    more: int = by
    total = x + more
    total = x + more
    return total
'''


def of(source: str, operator: str) -> list[Mutant]:
    return [mutant for mutant in mutants("some.py", source) if mutant.operator.startswith(operator)]


def body(code: str) -> str:
    return "def f(a, b, c):\n" + "".join(f"    {line}\n" for line in code.splitlines())


def test_only_what_runs_in_a_function_is_changed() -> None:
    lines = {mutant.line for mutant in mutants("some.py", SOURCE)}
    assert lines == {
        "def grown(x: int | None, by: int = 4) -> int | None:",
        "if x is None:",
        "more: int = by",
        "total = x + more",
    }
    assert {mutant.becomes for mutant in of(SOURCE, "NumberReplacer")} == {
        "def grown(x: int | None, by: int = 5) -> int | None:",
        "def grown(x: int | None, by: int = 3) -> int | None:",
    }


@pytest.mark.parametrize(
    ("code", "operator", "becomes"),
    [
        ("return a // b", "ReplaceBinaryOperator_FloorDiv_Div", "return a / b"),
        ("return a < b", "ReplaceComparisonOperator_Lt_LtE", "return a <= b"),
        ("return -a", "ReplaceUnaryOperator_Delete_USub", "return a"),
        ("return f(a, True)", "ReplaceTrueWithFalse", "return f(a, False)"),
        ("return a or b", "ReplaceOrWithAnd", "return a and b"),
        ("if a: b()", "AddNot", "if not a: b()"),
        ("for a in b: c()", "ZeroIterationForLoop", "for a in []: c()"),
    ],
)
def test_operators_are_cosmic_rays(code: str, operator: str, becomes: str) -> None:
    assert [mutant.becomes for mutant in of(body(code), operator)] == [becomes]


def test_a_decorator_is_removed() -> None:
    assert [mutant.line for mutant in of(f"@once\n{body('return a')}", "RemoveDecorator")] == ["@once"]


def test_variables_are_replaced_in_all_kinds_of_assignments() -> None:
    made = of(body("d: float = a\ne = b.mean() * d\nd += c"), "VariableReplacer")
    assert [mutant.line for mutant in made] == ["d: float = a", "e = b.mean() * d", "d += c"]
    assert made[0].becomes.startswith("d: float =")


def test_variables_are_inserted() -> None:
    made = of(body("d = a - 1"), "VariableInserter")
    assert {mutant.becomes.rstrip("abc")[:-1] for mutant in made} == {"d = a - 1"}
    assert {mutant.becomes[-1] for mutant in made} == {"a", "b", "c"}


def test_mutants_are_programs_of_their_own() -> None:
    made = mutants("some.py", SOURCE)
    assert len({mutant.source for mutant in made} | {SOURCE}) == len(made) + 1
    assert len({mutant.name for mutant in made}) == len({mutant.key for mutant in made}) == len(made)
    for mutant in made:
        ast.parse(mutant.source)


def test_keys_stay_when_lines_move() -> None:
    moved = [mutant.key for mutant in mutants("some.py", f"# One\n# Two\n{SOURCE}")]
    assert moved == [mutant.key for mutant in mutants("some.py", SOURCE)]
    assert 2 in {key[-1] for key in moved}


def test_visible_checks_catch_what_fails_hangs_or_dies() -> None:
    source = (course_root() / "solutions" / POOLING.file_name).read_text("utf-8")
    region = "    _, height, width, _ = images.shape\n"
    assert region in source
    ways = {
        "right": source,
        "wrong": source.replace(".max(", ".min("),
        "hangs": source.replace(region, f"    while True: pass\n{region}"),
        "dies": source.replace(region, f"    import os\n    os.kill(os.getpid(), 9)\n{region}"),
    }
    tried = [Mutant(POOLING.file_name, "", "", "", "", 1, name, text) for name, text in ways.items()]
    assert failed_checks(POOLING, tried, course_root() / "exercises", seconds=3.0) == {
        "right": "",
        "wrong": "test_max_pool_one_map",
        "hangs": "stopped",
        "dies": "stopped",
    }


ENTRY = """
[[equivalent]]
file = "some.py"
function = "f"
operator = "NumberReplacer"
line = "return 1"
becomes = "return 2"
reason = "It is so."
"""
KEY: Key = ("some.py", "f", "NumberReplacer", "return 1", "return 2", 1)


def test_the_list_gives_reasons(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text(ENTRY + ENTRY + "occurrence = 2\n", encoding="utf-8")
    assert read_equivalents(path) == {KEY: "It is so.", (*KEY[:-1], 2): "It is so."}


@pytest.mark.parametrize(
    "text", [ENTRY + ENTRY, ENTRY.replace("line", "lime"), ENTRY.replace('"return 1"', "1")]
)
def test_a_list_that_is_wrong_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ListError):
        read_equivalents(path)


@pytest.mark.parametrize(
    ("listed", "made", "survived", "passed", "said"),
    [
        ({KEY: "so"}, [KEY], [KEY], [KEY], ""),
        ({}, [KEY], [], [KEY], ""),
        ({}, [KEY], [KEY], [], "survived the hidden tests"),
        ({KEY: "so"}, [], [], [], "no such mutant"),
        ({KEY: "so"}, [KEY], [], [KEY], "a hidden test caught it"),
        ({KEY: "so"}, [KEY], [KEY], [], "a visible check caught it"),
    ],
)
def test_list_and_run_have_to_agree(
    listed: dict[Key, str], made: list[Key], survived: list[Key], passed: list[Key], said: str
) -> None:
    found = disagreements(listed, made, survived, passed)
    assert len(found) == bool(said)
    assert all(said in problem for problem in found)


def test_every_listed_mutant_exists_and_the_list_is_of_the_solutions() -> None:
    keys: set[Key] = set()
    for exercise in EXERCISES:
        source = (course_root() / "solutions" / exercise.file_name).read_text("utf-8")
        keys |= {mutant.key for mutant in mutants(exercise.file_name, source)}
    path = Path(__file__).parents[2] / "tools" / "mutation" / "equivalents.toml"
    assert read_equivalents(path).keys() - keys == set()


def test_figures_count_what_can_be_caught(tmp_path: Path) -> None:
    made = [*of(body("return a < 5"), "NumberReplacer"), unchanged("some.py", SOURCE)]
    names = [mutant.name for mutant in made]
    findings = Findings(
        "some.py",
        made,
        lost={names[0]: ["f_test"], names[1]: ["f_test"], names[2]: []},
        failed={names[0]: "test_f", names[1]: "", names[2]: ""},
        equivalent=frozenset({made[2].key}),
    )
    assert table([findings]).splitlines()[-1] == "| `some.py` | 3 | 1 | 2 | 2 (100 %) | 1 (50 %) |"
    assert findings.survived == [made[2].key]
    write_details(tmp_path / "details.json", findings)
    details = json.loads((tmp_path / "details.json").read_text("utf-8"))
    assert [mutant["visible_check"] for mutant in details.values()] == ["test_f", "", ""]
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n{BEGIN}\nold\n{END}\nrest\n", encoding="utf-8")
    write_section(page, "new")
    assert page.read_text("utf-8") == f"# Page\n{BEGIN}\n\nnew\n\n{END}\nrest\n"
