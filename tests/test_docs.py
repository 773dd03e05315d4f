"""What README and docs/ say, as far as a program can see that it is true."""

import re
from pathlib import Path

import pytest

from grading.commands.export import TARGETS
from grading.decisions import FILE_NAME as DECISIONS
from grading.results import Result
from grading.store import ResultStore
from tests.red_team.malformed.makers import MALFORMED

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("[!.]*/README.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_local_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_architecture_names_every_module() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", text))
    for package in ("grading", "helpers"):
        modules = {path.stem for path in (ROOT / "src" / package).glob("*.py")} - {"__init__"}
        assert modules - named == set(), f"modules of {package} without a line of their own"


def test_the_readme_shows_what_the_example_class_scores() -> None:
    """The table in README is a part of the one that examples/README.md promises, which a test holds it to."""
    examples = (ROOT / "examples" / "README.md").read_text("utf-8")
    shown = (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(r"^(\w+) +(\d+)/100((?: +\d+/\d+){6}) ", shown, re.MULTILINE)
    assert len(rows) >= 4
    for student, score, cells in rows:
        points = re.findall(r"(\d+)/", cells)
        promised = re.search(rf"^\| `{student}/` \|[^|]*\|(.*)\|$", examples, re.MULTILINE)
        assert promised, student
        assert promised[1].replace(" ", "").split("|") == points, student
        assert sum(map(int, points[:-1])) == int(score), student


def test_every_promise_of_security_has_attacks_that_exist() -> None:
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    promises = text.partition("## What is promised")[2].partition("## ")[0]
    rows = [line for line in promises.splitlines() if line.startswith("|")][2:]
    assert len(rows) >= 10
    malformed = {f"malformed/{entry.name}" for entry in MALFORMED}
    for row in rows:
        attacks = re.findall(r"`((?:forging|stealing|harming|malformed)/\w+)`", row)
        assert attacks, row
        for attack in attacks:
            assert attack in malformed or (ROOT / "tests" / "red_team" / attack / "attack.toml").exists(), (
                attack
            )


def test_privacy_names_every_file_of_results(tmp_path: Path) -> None:
    """RESULTS of a class with all that the kit writes: results, pages, tables."""
    store = ResultStore.open(tmp_path / "RESULTS", ["anna"])
    result = Result.from_tests("anna", [], digest="d", kit_version="0.1.0")
    store.write(result)
    store.write_class([result], {})
    written = {str(path.relative_to(store.path)) for path in store.path.rglob("*") if path.is_file()}
    written.add(DECISIONS)  # what `kit review` keeps there

    text = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    table = text.partition("## What RESULTS holds")[2].partition("\n## ")[0]
    named = set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE))
    assert {name.replace("anna", "<student>") for name in written} - named == set()
    assert len(written) >= 7


def test_platforms_names_every_target_and_its_source() -> None:
    text = (ROOT / "docs" / "platforms.md").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [
        target for target in TARGETS if f"`{target}`" not in text and f"`kit export {target}`" not in text
    ] == []
    for module in (ROOT / "src" / "grading" / "exchange").glob("*.py"):
        sources = r"\b(?:instructure|moodle|gradescope|classroom-resources)/[\w-]+"
        for source in re.findall(sources, module.read_text("utf-8")):
            assert source in text, f"{module.name} goes by {source}"
    assert "docs/platforms.md" in readme
