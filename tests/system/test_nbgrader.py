"""A real course of nbgrader's, from the assignment to the gradebook, graded by nbgrader and by the kit."""

import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from grading.decisions import Decisions
from helpers.answers import QUESTIONS
from helpers.cli import main
from helpers.exercises import EXERCISES
from tests.system.nbgrader_course import HALF, Course, chromium, with_solutions

# A fixture autogrades three notebooks, each in a kernel with a judge of its own.
pytestmark = pytest.mark.timeout(1200)

WORTH = {function: points for exercise in EXERCISES for function, points in exercise.worth.items()}
ANSWERS = {question.id: question.points for question in QUESTIONS}
SOLVED = {"solution": {*WORTH, *ANSWERS}, "half": HALF, "stub": set()}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The assignment, released, and three submissions; autograded by nbgrader."""
    made = Course(tmp_path_factory.mktemp("nbgrader"))
    made.nbgrader("generate_assignment", "cnn")
    for student, solved in SOLVED.items():
        made.hand_in(student, solved, "2026-11-20 10:00:00.000000 UTC")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda student: made.nbgrader("autograde", "cnn", "--student", student), SOLVED))
    return made


@pytest.fixture(scope="module")
def results(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same submissions, graded by the kit; the bonus counts, as it does in nbgrader's sum."""
    folder = tmp_path_factory.mktemp("kit")
    (folder / "course.toml").write_text('bonus = "add"\n')
    _grade(course, folder / "results")
    return folder / "results"


def _grade(course: Course, results: Path) -> None:
    options = ["--out", str(results), "--course", str(results.with_name("course.toml"))]
    assert main(["grade", str(course.folder / "submitted"), *options]) == 0


@pytest.fixture(scope="module")
def by_nbgrader(course: Course) -> dict[str, dict[str, float | None]]:
    """What nbgrader's autograder found, before the kit writes anything into that gradebook."""
    return automatic_scores(course.folder)


@pytest.fixture(scope="module")
def exported(course: Course, results: Path, by_nbgrader: object) -> Course:
    """The course after `kit export nbgrader`."""
    assert by_nbgrader
    assert main(["export", "nbgrader", str(results), "--course", str(course.folder)]) == 0
    return course


@pytest.fixture(scope="module")
def browser() -> Iterator[WebDriver]:
    with chromium() as opened:
        yield opened


def automatic_scores(folder: Path) -> dict[str, dict[str, float | None]]:
    """By learner and task, the score that no person gave."""
    found: dict[str, dict[str, float | None]] = {}
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        for submission in gradebook.notebook_submissions("cnn", "cnn"):
            found[submission.student.id] = {
                grade.name.removeprefix("test_"): grade.auto_score
                for grade in submission.grades
                if grade.max_score
            }
    return found


def expected(solved: set[str]) -> dict[str, float]:
    return {task: worth if task in solved else 0 for task, worth in (WORTH | ANSWERS).items()}


def test_the_release_holds_no_solution_and_no_hidden_test(course: Course) -> None:
    released = course.release.read_text()
    assert "in_kernel" not in released
    assert "HIDDEN" not in released
    assert "SOLUTION" not in released
    names = {path.name for path in course.release.parent.rglob("*")}
    assert not names & {"solutions", "graders", "training.py", "test_bonus.py", ".kit"}
    course.nbgrader("release_assignment", "cnn")
    assert list(course.exchange.rglob("outbound/cnn/cnn.ipynb"))


def test_validate_shows_learners_what_fails(course: Course) -> None:
    """Pooling alone: each check takes a process, and each of Keras's some seconds more."""
    released = nbformat.read(course.release, as_version=4)
    outputs = {}
    for name, notebook in (("stub", released), ("solved", with_solutions(released, course.source))):
        cells = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
        kept = ("setup", "given_pooling", "max_pool", "check_max_pool")
        notebook.cells = [notebook.cells[cells.index(grade_id)] for grade_id in kept]
        nbformat.write(notebook, course.release.with_name(f"{name}.ipynb"))
        outputs[name] = course.nbgrader("validate", f"release/cnn/{name}.ipynb")
    assert "max_pool does not pass all of its checks yet" in outputs["stub"]
    assert "Success! Your notebook passes all the tests." in outputs["solved"]


def test_nbgraders_autograder_finds_what_is_expected(
    course: Course, by_nbgrader: dict[str, dict[str, float | None]]
) -> None:
    for student, solved in SOLVED.items():
        found, wanted = by_nbgrader[student], expected(solved)
        assert {task: found[task] for task in WORTH} == {task: wanted[task] for task in WORTH}
        # An answer that somebody wrote waits for a person; one that nobody wrote is worth 0.
        assert {task: found[task] for task in ANSWERS} == {
            task: None if task in solved else 0 for task in ANSWERS
        }
    course.nbgrader("generate_feedback", "cnn")
    feedback = (course.folder / "feedback" / "half" / "cnn" / "cnn.html").read_text()
    assert "max_pool is not written yet" in feedback


def test_the_kit_writes_the_same_scores(exported: Course) -> None:
    assert automatic_scores(exported.folder) == {
        student: expected(solved) for student, solved in SOLVED.items()
    }
    exported.nbgrader("export", "--to", "grades.csv")
    with (exported.folder / "grades.csv").open() as table:
        rows = {row["student_id"]: row for row in csv.DictReader(table)}
    assert {student: float(row["score"]) for student, row in rows.items()} == {
        "solution": 110,
        "half": 38,
        "stub": 0,
    }
    assert {row["timestamp"] for row in rows.values()} == {"2026-11-20 10:00:00"}


def test_a_new_course_gets_the_assignment_and_the_notebooks(
    results: Path, course: Course, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    assert main(["build", "--course", str(other)]) == 0
    submitted = str(course.folder / "submitted")
    place = ["--course", str(other), "--submissions", submitted]
    assert main(["export", "nbgrader", str(results), *place]) == 0
    assert automatic_scores(other) == {student: expected(solved) for student, solved in SOLVED.items()}
    assert "def max_pool" in (other / "autograded" / "half" / "cnn" / "cnn.ipynb").read_text()


def test_formgrader_shows_the_scores_and_takes_a_persons(
    exported: Course, results: Path, browser: WebDriver, tmp_path: Path
) -> None:
    with exported.formgrader(browser) as formgrader:
        browser.get(f"{formgrader}/gradebook/cnn/cnn")
        rows = WebDriverWait(browser, 60).until(
            lambda shown: len(found := shown.find_elements(By.CSS_SELECTOR, "tbody tr")) == 3 and found
        )
        browser.save_screenshot(str(tmp_path / "gradebook.png"))
        totals = {row.find_elements(By.TAG_NAME, "td")[2].text for row in rows}
        assert totals == {"110 / 110", "38 / 110", "0 / 110"}

        with Gradebook(f"sqlite:///{exported.folder}/gradebook.db") as gradebook:
            half = gradebook.find_submission_notebook("cnn", "cnn", "half").id
        browser.get(f"{formgrader}/submissions/{half}/")
        box = WebDriverWait(browser, 60).until(lambda shown: _filled(shown, "max_pooling"))
        assert box
        assert box.get_attribute("placeholder") == "10"
        assert browser.find_element(By.ID, "test_max_pool").get_attribute("placeholder") == "0"
        comment = browser.find_element(By.ID, "max_pool-comment").get_attribute("placeholder")
        assert "not written yet" in (comment or "")
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
        box.send_keys("6.5\t")
        with Gradebook(f"sqlite:///{exported.folder}/gradebook.db") as gradebook:
            WebDriverWait(browser, 60).until(lambda _: _manual_score(gradebook) == 6.5)
        browser.save_screenshot(str(tmp_path / "submission.png"))

    assert main(["export", "nbgrader", str(results), "--course", str(exported.folder)]) == 0
    with Gradebook(f"sqlite:///{exported.folder}/gradebook.db") as gradebook:
        assert _manual_score(gradebook) == 6.5
        assert not gradebook.find_grade("max_pooling", "cnn", "cnn", "half").needs_manual_grade
        assert gradebook.find_submission("cnn", "half").score == 34.5

    assert main(["review", str(results), "--from-nbgrader", str(exported.folder)]) == 0
    (decision,) = Decisions.of_results(results).all()
    assert (decision.student, decision.of, decision.points) == ("half", "max_pooling", 6.5)
    _grade(exported, results)
    with (results / "grades.csv").open() as table:
        finals = {row["student"]: row["final"] for row in csv.DictReader(table)}
    assert finals == {"solution": "110", "half": "34.5", "stub": "0"}


def _filled(browser: WebDriver, name: str) -> WebElement | None:
    """A score's box, once formgrader has put the score into it."""
    box = browser.find_element(By.ID, name)
    return box if box.get_attribute("placeholder") else None


def _manual_score(gradebook: Gradebook) -> float | None:
    gradebook.db.expire_all()
    gradebook.db.rollback()
    score: float | None = gradebook.find_grade("max_pooling", "cnn", "cnn", "half").manual_score
    return score
