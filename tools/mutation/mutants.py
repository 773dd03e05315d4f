"""Makes mutants of a solution: each is one operator of cosmic-ray's, applied at one position.

cosmic-ray's own runner writes a mutant over the file and calls a test command. Here a mutant is a learner's
file, so only its operators are used, on the trees of parso, for which they are made.

All of its operators are applied, and nothing is mutated but what runs when a function is called or defined:

- No annotations. They change nothing, yet `int + None` in one stops the import, and counts as caught.
- Nothing outside of functions: learners are given it.
- What is no Python program any more is no mutant. That is what replacing `image` in `image.shape` by 7 gives.
"""

import pickle
import random
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import Any, TypeAlias

import parso
from cosmic_ray.plugins import get_operator, operator_names
from parso.python.tree import Function, Module, Name, PythonNode
from parso.tree import BaseNode, Leaf, NodeOrLeaf

Key: TypeAlias = tuple[str, str, str, str, str, int]
UNCHANGED = "NoOp"
"""The operator of cosmic-ray's that changes nothing."""


@dataclass(frozen=True)
class Mutant:
    """A solution with one change.

    Attributes:
        file: name of the file.
        function: the function that was changed.
        operator: name of cosmic-ray's operator.
        line: text of the line that was changed, without its indentation.
        becomes: what the line is now.
        occurrence: counts the places in the function that the four before don't tell apart, from 1 on.
        name: tells it from all other mutants, for people: file, line, column and operator.
        source: the whole file.
    """

    file: str
    function: str
    operator: str
    line: str
    becomes: str
    occurrence: int
    name: str
    source: str

    @property
    def key(self) -> Key:
        """What it is known by when lines have moved."""
        return self.file, self.function, self.operator, self.line, self.becomes, self.occurrence


@dataclass(frozen=True)
class _Change:
    """One application of an operator.

    Attributes:
        function: name of the function.
        node: number of the node that it is applied to, in the order of the tree.
        operator: name of the operator, as cosmic-ray's plugins know it.
        settings: its arguments; nearly all have none.
        index: which of the changes that it can make there.
        row: where the change begins, from 1 on.
        column: likewise, from 0 on.
    """

    function: str
    node: int
    operator: str
    settings: Mapping[str, str]
    index: int
    row: int
    column: int


def mutants(file: str, source: str) -> list[Mutant]:
    """All mutants of a file, in the order of its lines; the same ones every time.

    Args:
        file: name of the file.
        source: what is in it.
    """
    lines, tree = source.splitlines(), _tree(source)
    kept = pickle.dumps(tree)  # several times as fast as parsing anew
    made: list[Mutant] = []
    sources = {source}
    alike: Counter[tuple[str, ...]] = Counter()
    places: Counter[tuple[object, ...]] = Counter()
    for change in sorted(_changes(tree), key=lambda change: (change.row, change.column)):
        line = lines[change.row - 1].strip()
        seed = f"{line} {change.column} {change.operator} {change.settings} {change.index}"
        mutated = _applied(change, pickle.loads(kept), seed)
        if mutated in sources or not _is_program(mutated):
            continue
        sources.add(mutated)
        becomes = _new_lines(lines, mutated.splitlines())
        operator = change.operator.partition("/")[2]
        key = (change.function, operator, line, becomes)
        place = (change.row, change.column, operator)
        alike[key] += 1
        places[place] += 1
        name = "-".join(map(str, (file.removesuffix(".py"), *place, places[place])))
        made.append(Mutant(file, *key, alike[key], name, mutated))
    return made


def unchanged(file: str, source: str) -> Mutant:
    """The file as it is, which has to pass everything; else what is said of its mutants is worth nothing."""
    return Mutant(file, "", UNCHANGED, "", "", 1, f"{file.removesuffix('.py')}-{UNCHANGED}", source)


def _changes(tree: Module) -> Iterator[_Change]:
    numbers = {id(node): number for number, node in enumerate(_nodes(tree))}
    for function in tree.iter_funcdefs():
        parent = function.parent
        nodes = list(_running(parent if parent is not None and parent.type == "decorated" else function))
        for name in operator_names():
            for settings in _settings(name, function):
                operator = get_operator(name)(**settings)
                for node in nodes:
                    for index, ((row, column), _) in enumerate(operator.mutation_positions(node)):
                        yield _Change(
                            function.name.value, numbers[id(node)], name, settings, index, row, column
                        )


def _applied(change: _Change, tree: Module, seed: str) -> str:
    """The text of a tree with a change; the seed draws what an operator leaves to chance."""
    node = _nodes(tree)[change.node]
    parent = node.parent  # now, for an operator may put the node elsewhere
    random.seed(seed)
    mutated = get_operator(change.operator)(**change.settings).mutate(node, change.index)
    children = [mutated if child is node else child for child in parent.children]
    parent.children = [child for child in children if child is not None]
    return str(tree.get_code())


def _new_lines(before: Sequence[str], after: Sequence[str]) -> str:
    """What `after` has in place of some lines of `before`; "" where these are gone."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changed = [block for kind, _, _, *block in matcher.get_opcodes() if kind != "equal"]
    return " ".join(line.strip() for start, end in changed for line in after[start:end])


def _is_program(source: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # what Python thinks of `padding is "same"`
        try:
            compile(source, "mutant", "exec")
        except SyntaxError:
            return False
    return True


def _settings(operator: str, function: Function) -> list[dict[str, str]]:
    """What an operator is told: two of them change what one variable means for another."""
    asked = {argument.name for argument in get_operator(operator).arguments()}
    parameters = [parameter.name.value for parameter in function.get_params()]
    names = [node for node in _nodes(function) if isinstance(node, Name) and node is not function.name]
    variables = list(dict.fromkeys([*parameters, *(name.value for name in names if name.is_definition())]))
    match operator:
        case "core/VariableReplacer":
            return [{"cause_variable": variable} for variable in variables]
        case "core/VariableInserter":
            return [
                {"cause_variable": cause, "effect_variable": effect}
                for cause, effect in product(parameters, variables)
            ]
    assert not asked, f"nobody has thought of what {operator} should be told"
    return [{}]


def _tree(source: str) -> Module:
    """The source as a tree that all operators can read."""
    tree: Module = parso.parse(source)
    for node in _nodes(tree):
        if node.type == "expr_stmt":
            _make_plain(node)
    return tree


def _make_plain(statement: Any) -> None:
    """Make an assignment one of the kind that VariableReplacer can read; its text stays as it is.

    That operator fails on annotated ones, and on those of a single name or number.
    """
    annotation = statement.children[1]
    if annotation.type == "annassign" and len(annotation.children) == 4:
        colon, kind, equals, value = annotation.children
        equals.prefix = colon.get_code() + kind.get_code() + equals.prefix  # as if it were a comment
        statement.children[1:] = [equals, value]
        equals.parent = value.parent = statement
    value = statement.children[-1]
    if isinstance(value, Leaf):
        statement.children[-1] = PythonNode("atom", [value])
        statement.children[-1].parent = statement


def _nodes(root: NodeOrLeaf) -> list[Any]:
    """A node and all below it, in the order of the text."""
    below = root.children if isinstance(root, BaseNode) else []
    return [root, *(node for child in below for node in _nodes(child))]


def _running(root: Any) -> Iterator[Any]:
    """Those that do something when the program runs."""
    yield root
    if not isinstance(root, BaseNode) or root.type == "tfpdef":  # a parameter's name and annotation
        return
    returned = root.annotation if isinstance(root, Function) else None
    for child in root.children:
        if child is not returned:
            yield from _running(child)
