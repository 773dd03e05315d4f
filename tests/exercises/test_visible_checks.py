"""What a learner sees of `pytest exercises/`, from the untouched stubs to everything solved."""

import shutil
import subprocess
import textwrap
import zipfile

import pytest

from grading.release import make_release
from helpers.exercises import EXERCISES
from helpers.hints import read_hints
from tests.exercises.conftest import ROOT, Workspace

CONVOLVE = """
import numpy as np

def convolve(image, kernel):
    kh, kw = kernel.shape
    rows, columns = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    if rows < 1 or columns < 1:
        raise ValueError("too large")
    result = np.zeros((rows, columns))
    for r in range(rows):
        for c in range(columns):
            result[r, c] = (image[r : r + kh, c : c + kw] * kernel.astype(float)).sum()
    return result
"""
LESSON = {
    "model.py": {
        "build_model": """\
    model = models.Sequential([
        layers.Conv2D(32, (3, 3), activation='relu', input_shape=input_shape),
        layers.MaxPooling2D((2, 2)),
        layers.Conv2D(64, (3, 3), activation='relu'),
        layers.MaxPooling2D((2, 2)),
        layers.Flatten(),
        layers.Dense(128, activation='relu'),
        layers.Dense(num_classes, activation='softmax')
    ])
    return model
""",
    },
    "training.py": {
        "compile_model": """\
    model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
""",
        "train": """\
    history = model.fit(images, labels, epochs=epochs, batch_size=batch_size, validation_data=validation_data)
    return history
""",
        "accuracy": """\
    test_loss, test_acc = model.evaluate(images, labels, verbose=2)
    return test_acc
""",
    },
}
"""The lesson's own code, with the functions' arguments in place of its numbers."""
HINTS = read_hints(ROOT / "exercises").beliefs
POOLING = "def max_pool(images, pool_size=2, stride=None):\n    {}\n"


ZERO_START = """
import numpy as np

def max_pool(images, pool_size=2, stride=None):
    n, h, w, channels = images.shape
    step = stride or pool_size
    if pool_size > min(h, w):
        raise ValueError("too large")
    result = np.zeros((n, (h - pool_size) // step + 1, (w - pool_size) // step + 1, channels), images.dtype)
    for place in np.ndindex(result.shape):
        image, row, column, channel = place[0], place[1] * step, place[2] * step, place[3]
        window = images[image, row : row + pool_size, column : column + pool_size, channel]
        result[place] = max(0, window.max())
    return result
"""


def lines_between(run: subprocess.CompletedProcess[str], first: str, last: str) -> str:
    return run.stdout.partition(first)[2].partition(last)[0].strip("- \n")


def hint(belief: str, layer: int) -> str:
    """A hint as the card shows it."""
    text = f"Hint {layer}: {HINTS[belief].hints[layer - 1]}"
    return textwrap.fill(text, 78, subsequent_indent="    ")


def kind(run: subprocess.CompletedProcess[str]) -> bool:
    """No traceback, nothing on the error stream, and the card at the end."""
    return "Traceback" not in run.stdout and not run.stderr and "--- Score card ---" in run.stdout


def test_untouched_stubs(workspace: Workspace) -> None:
    run = workspace.check()

    assert run.returncode == 1
    assert kind(run)
    assert "56 not written yet" in run.stdout
    places = [run.stdout.index(f"test_{exercise.module}.py ----") for exercise in EXERCISES]
    assert places == sorted(places)
    card = run.stdout.partition("Score card")[2]
    assert card.strip("- \n").startswith(
        "Convolution    0 of 22 checks   not written yet: convolve, relu, output_size, conv_layer\n"
        "Max pooling     0 of 7 checks   not written yet: max_pool\n"
        "Model          0 of 11 checks   not written yet: conv_parameters, dense_parameters, build_model\n"
        "Training       0 of 12 checks   not written yet: prepare_images, compile_model, train, accuracy\n"
        "Bonus           0 of 4 checks   not written yet: train_step, fit_by_hand\n"
        "Written answers   not yet; read after hand-in\n\n"
        "Next: write convolve in convolution.py: slide the kernel over the image\n"
        "      (raise NotImplementedError is still in line "
    )
    assert "- Convolution: many other sizes" in card


def test_an_unwritten_file_is_not_imported(workspace: Workspace) -> None:
    stub = (workspace.folder / "pooling.py").read_text(encoding="utf-8")
    workspace.write("pooling.py", stub + "\nopen('imported', 'w').close()\n")

    workspace.check("exercises/test_pooling.py")

    assert not list(workspace.root.rglob("imported"))


def test_half_done(workspace: Workspace) -> None:
    workspace.write("convolution.py", CONVOLVE)

    run = workspace.check()

    assert run.returncode == 1
    assert kind(run)
    assert "Convolution    4 of 22 checks   not written yet: relu, output_size, conv_layer\n" in run.stdout
    assert "Next: write relu in convolution.py: set negative values to 0\n" in run.stdout
    assert "(there is no function relu in convolution.py)." in run.stdout


def test_solved(workspace: Workspace) -> None:
    workspace.solve(*(exercise.file_name for exercise in EXERCISES), "answers.md")
    for file, functions in LESSON.items():
        workspace.fill_in(file, functions)

    run = workspace.check()

    assert run.returncode == 0, run.stdout
    assert kind(run)
    assert "56 passed" in run.stdout
    assert run.stdout.count("TensorFlow is loading") == 1
    assert (
        run.stdout.count("Keras warns that `input_shape` should not be given to a layer. Nothing is wrong")
        == 1
    )
    assert "UserWarning" not in run.stdout
    assert (
        "Convolution   22 of 22 checks\nMax pooling     7 of 7 checks\nModel         11 of 11 checks\n"
        "Training      12 of 12 checks\nBonus           4 of 4 checks\nWritten answers   written\n"
    ) in run.stdout
    assert "Well done, every visible check is passed!" in run.stdout
    assert "come from hidden tests" in run.stdout


def test_loading_tensorflow_is_no_time_of_the_check_and_a_training_that_hangs_is_stopped(
    workspace: Workspace,
) -> None:
    endless = {"train": "    while True:\n        pass\n", "prepare_images": "    return images\n"}
    workspace.fill_in("training.py", endless)

    run = workspace.check("exercises", "-k", "train_steps or prepare", "-o", "check_seconds=0.2")

    assert run.returncode == 1
    assert kind(run)
    assert "train took longer than 1.2 s and was stopped\nin training.py, line " in run.stdout
    # Keras takes longer than that to load, and still the check that needed it first came to its end.
    assert "gave\n    an array of shape (1, 2, 3), dtype uint8\n" in run.stdout


def test_a_wrong_function_is_explained(workspace: Workspace) -> None:
    workspace.write("convolution.py", CONVOLVE.replace("* kernel", "* kernel[::-1, ::-1]"))

    run = workspace.check("exercises/test_convolution.py", "-k", "vertical")

    assert run.returncode == 1
    assert lines_between(run, "--- test_convolve_vertical_edge", "--- Score card") == (
        "A vertical-edge filter answers where the image jumps from dark to bright, and nowhere else.\n\n"
        "convolve(image, kernel) with\n"
        "    image = [[0, 0, 1, 1],\n"
        "             [0, 0, 1, 1],\n"
        "             [0, 0, 1, 1],\n"
        "             [0, 0, 1, 1]]\n"
        "    kernel = [[-1,  1],\n"
        "              [-1,  1]]\n"
        "gave\n"
        "    [[ 0., -2.,  0.],\n"
        "     [ 0., -2.,  0.],\n"
        "     [ 0., -2.,  0.]]\n"
        "expected\n"
        "    [[0., 2., 0.],\n"
        "     [0., 2., 0.],\n"
        "     [0., 2., 0.]]\n"
        "3 of 9 numbers differ, the first at [0, 1]: -2.0, expected 2.0\n"
        "It answers like code that believes: Convolving means turning the kernel by 180\n"
        f"    degrees before it is laid on the image.\n{hint('kernel_flipped', 1)}"
    )
    assert (
        "Next: read what test_convolve_vertical_edge says above and correct convolution.py.\n" in run.stdout
    )
    assert "Convolution    0 of 22 checks   21 not run\n" in run.stdout


def test_more_hints_are_shown_when_they_are_asked_for(workspace: Workspace) -> None:
    workspace.write("pooling.py", ZERO_START)

    run = workspace.check("exercises/", "-k", "pool", "--hints", "2")

    assert kind(run)
    shown = f"{hint('zero_start', 1)}\n{hint('zero_start', 2)}\n"
    assert run.stdout.count(shown) == 1
    assert "Hint 3" not in run.stdout
    assert "The same idea as in test_max_pool_" in run.stdout
    first = run.stdout.index("It answers like code that believes: ")
    assert run.stdout.index("The same idea") > first
    assert "--hints 2" in workspace.check("exercises/", "-k", "pool").stdout
    assert hint("zero_start", 3) in workspace.check("exercises/", "-k", "pool", "--hints=3").stdout


@pytest.mark.parametrize("number", ["0", "4", "two", "-1"])
def test_another_number_of_hints_is_a_clear_usage_error(workspace: Workspace, number: str) -> None:
    run = workspace.check("exercises/", f"--hints={number}")

    assert run.returncode == 4
    assert f"argument --hints: 1, 2 or 3 can be asked for, and not '{number}'" in run.stderr
    assert "Score card" not in run.stdout


def test_a_combination_of_two_beliefs_is_told(workspace: Workspace) -> None:
    solution = (ROOT / "solutions" / "convolution.py").read_text("utf-8")
    wrong = solution.replace("    feature_maps += biases\n", "").replace(
        "[:, ::stride, ::stride]", "[:, ::1, ::1]"
    )
    workspace.write("convolution.py", wrong)

    run = workspace.check("exercises/test_convolution.py", "-k", "conv_layer")

    assert kind(run)
    assert all(f"{hint(belief, 1)}\n" in run.stdout for belief in ("bias_missing", "stride_ignored"))


def test_a_syntax_error_is_shown_once_with_its_line(workspace: Workspace) -> None:
    workspace.solve("convolution.py")
    workspace.write("pooling.py", "def max_pool(images)\n    return images\n")

    run = workspace.check()

    assert run.returncode == 1
    assert kind(run)
    said = "Python can't read pooling.py, line 1: expected ':'.\n\n    def max_pool(images)"
    assert run.stdout.count(said) == 1
    assert "Convolution   22 of 22 checks\nMax pooling     0 of 7 checks\n" in run.stdout


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return images[pool_size, 0, 99]", "IndexError: index 2 is out of bounds"),
        ("raise SystemExit(0)", "SystemExit: 0"),
        ("return max_pool(images, pool_size, stride)", "RecursionError: maximum recursion depth exceeded"),
    ],
)
def test_an_exception_is_shown_with_the_learners_line(workspace: Workspace, body: str, said: str) -> None:
    workspace.write("pooling.py", POOLING.format(body))

    run = workspace.check("exercises", "-k", "negative")

    assert run.returncode == 1
    assert kind(run)
    assert f"stopped with\n    {said}" in run.stdout
    assert f"in pooling.py, line 2:\n    {body}\n" in run.stdout


@pytest.mark.parametrize("statement", ["import scipy.ndimage", "import tensorflow as tf", "import pytest"])
def test_only_numpy_may_be_imported(workspace: Workspace, statement: str) -> None:
    workspace.write("pooling.py", f"{statement}\n\n{POOLING.format('return images')}")

    run = workspace.check("exercises/test_pooling.py")

    assert run.returncode == 1
    assert kind(run)
    module = statement.split()[1].partition(".")[0]
    assert (
        f"this exercise is NumPy only: '{module}' can't be imported here. You may import numpy," in run.stdout
    )
    assert f"in pooling.py, line 1:\n    {statement}\n" in run.stdout


def test_own_modules_may_be_imported(workspace: Workspace) -> None:
    workspace.solve("convolution.py", "pooling.py")
    (workspace.folder / "pooling.py").rename(workspace.folder / "mine.py")
    workspace.write("pooling.py", "from convolution import relu\nfrom mine import max_pool\n")

    assert "29 passed, 27 not written yet" in workspace.check().stdout


def test_an_endless_loop_costs_only_the_checks_of_its_function(workspace: Workspace) -> None:
    workspace.solve("pooling.py")
    workspace.write("convolution.py", CONVOLVE + "\ndef relu(x):\n    while True:\n        pass\n")

    run = workspace.check("exercises", "-o", "check_seconds=0.5")

    assert run.returncode == 1
    assert kind(run)
    assert "relu took longer than 0.5 s and was stopped\nin convolution.py, line " in run.stdout
    assert "Convolution    4 of 22 checks   not written yet: output_size, conv_layer\n" in run.stdout
    assert "Max pooling     7 of 7 checks\n" in run.stdout
    assert "Next: read what test_relu_mixed says above" in run.stdout


@pytest.mark.parametrize(
    "body",
    ["import os; os._exit(0)", "import ctypes; ctypes.string_at(0)"],
)
def test_the_card_is_printed_when_python_dies(workspace: Workspace, body: str) -> None:
    workspace.solve("convolution.py")
    workspace.write("pooling.py", POOLING.format(body))

    run = workspace.check()

    assert run.returncode == 1
    assert kind(run)
    assert "max_pool ended Python itself\n" in run.stdout
    assert "Convolution   22 of 22 checks\nMax pooling     0 of 7 checks\n" in run.stdout


def test_ending_python_with_success_is_no_success(workspace: Workspace) -> None:
    workspace.write("pooling.py", POOLING.format("import os; os._exit(0)"))

    assert workspace.check("exercises", "-k", "negative").returncode == 1


def test_python_dying_while_the_file_is_imported(workspace: Workspace) -> None:
    workspace.write("pooling.py", "import os\nos._exit(0)\n" + POOLING.format("return images"))

    run = workspace.check()

    assert run.returncode == 1
    assert "Max pooling     0 of 7 checks\n" in run.stdout


def test_x_stops_at_the_first_check_that_is_not_passed(workspace: Workspace) -> None:
    workspace.write("convolution.py", CONVOLVE)

    run = workspace.check("exercises", "-x")

    assert run.returncode == 1
    assert "Convolution    4 of 22 checks   not written yet: relu; 17 not run\n" in run.stdout
    assert "Max pooling     0 of 7 checks   7 not run\n" in run.stdout


def test_x_also_stops_after_a_check_that_ended_python(workspace: Workspace) -> None:
    workspace.write("convolution.py", "def convolve(image, kernel):\n    import os; os._exit(0)\n")

    run = workspace.check("exercises", "-x")

    assert run.returncode == 1
    assert "Convolution    0 of 22 checks   21 not run\n" in run.stdout


def test_one_check_by_its_name_is_not_taken_for_all(workspace: Workspace) -> None:
    workspace.solve("convolution.py")

    run = workspace.check("exercises/test_convolution.py::test_relu_mixed")

    assert run.returncode == 0
    assert "Convolution    1 of 22 checks   21 not run\n" in run.stdout
    assert "All the checks that you chose are passed." in run.stdout


@pytest.mark.parametrize(
    "words", ["-v", ".", "--rootdir=. exercises", "-c exercises/pytest.ini", "exercises/ --hints 2"]
)
def test_other_ways_to_start_from_the_top_of_a_release(workspace: Workspace, words: str) -> None:
    with zipfile.ZipFile(make_release(ROOT, workspace.root / "release.zip")) as release:
        release.extractall(workspace.root)
    top = workspace.root / "cnn-exercises"
    shutil.copy(ROOT / "solutions" / "pooling.py", top / "exercises")

    run = workspace.check(*words.split(), cwd=top)

    assert run.returncode == 1
    assert "Convolution    0 of 22 checks   not written yet: convolve" in run.stdout, run.stdout + run.stderr
    assert "Max pooling     7 of 7 checks\n" in run.stdout


def test_one_file_from_inside_of_the_folder(workspace: Workspace) -> None:
    workspace.solve("pooling.py")

    run = workspace.check("test_pooling.py", cwd=workspace.folder)

    assert run.returncode == 0
    assert "Max pooling     7 of 7 checks\n" in run.stdout
    assert "Convolution    0 of 22 checks   22 not run\n" in run.stdout
    assert "All the checks that you chose are passed." in run.stdout


def test_no_arguments_inside_of_the_folder(workspace: Workspace) -> None:
    workspace.solve("convolution.py", "pooling.py")

    assert "29 passed, 27 not written yet" in workspace.check("-v", cwd=workspace.folder).stdout


def test_the_lessons_order_holds_whatever_is_typed(workspace: Workspace) -> None:
    run = workspace.check("exercises/test_pooling.py", "exercises/test_convolution.py")

    assert run.stdout.index("test_convolution.py") < run.stdout.index("test_pooling.py")


@pytest.mark.parametrize("option", ["--collect-only", "--help", "--fixtures", "--version", "--markers"])
def test_options_that_run_nothing_print_no_card(workspace: Workspace, option: str) -> None:
    run = workspace.check("exercises", option)

    assert run.returncode == 0
    assert "Score card" not in run.stdout


@pytest.mark.parametrize(
    ("arguments", "code"), [(["exercises", "-k", "no_such_check"], 5), (["exercises", "--no-such-option"], 4)]
)
def test_pytests_own_exit_codes_stay(workspace: Workspace, arguments: list[str], code: int) -> None:
    assert workspace.check(*arguments).returncode == code


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_poor_console_shows_everything(workspace: Workspace, encoding: str) -> None:
    workspace.write("pooling.py", POOLING.format("print('\u4f60'); raise KeyError('\u2713')  # \u2713"))

    run = workspace.check(env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})

    assert run.returncode == 1
    assert kind(run)
    assert r"KeyError: '\u2713'" in run.stdout
    assert r"    \u4f60" in run.stdout


def test_a_debugger_gets_the_keyboard(workspace: Workspace) -> None:
    workspace.write("pooling.py", POOLING.format("breakpoint()\n    return images"))

    run = workspace.check("exercises", "-k", "negative", stdin="p pool_size + 40\nc\n")

    assert run.returncode == 1
    assert "(Pdb) 42" in run.stdout
    assert "--- Score card ---" in run.stdout


def test_pdb_has_no_time_limit_and_keeps_the_card(workspace: Workspace) -> None:
    workspace.write("pooling.py", POOLING.format("return images"))

    run = workspace.check("exercises", "--pdb", "-o", "check_seconds=0.01", stdin="p 40 + 2\nq\n")

    assert run.returncode == 2
    assert "(Pdb) 42" in run.stdout
    assert "--- Score card ---" in run.stdout


def test_ctrl_c_ends_the_run_with_the_card(workspace: Workspace) -> None:
    interrupt = "import os, signal; os.kill(os.getppid(), signal.SIGINT); raise KeyboardInterrupt"
    workspace.write("pooling.py", POOLING.format(interrupt))

    run = workspace.check("exercises/test_pooling.py")

    assert run.returncode == 2
    assert run.stdout.count("test session starts") == 1
    assert "Max pooling     0 of 7 checks   7 not run\n" in run.stdout


def test_a_thread_that_goes_on_does_not_keep_the_card_back(workspace: Workspace) -> None:
    thread = "import threading, time; threading.Thread(target=time.sleep, args=(600,)).start()"
    workspace.write("pooling.py", f"{thread}\n{POOLING.format('return images')}")

    run = workspace.check("exercises", "-k", "negative", "-o", "check_seconds=0.5")

    assert run.returncode == 1
    assert kind(run)


def test_a_file_in_the_way_of_keras_is_found(workspace: Workspace) -> None:
    workspace.solve("model.py")
    workspace.write("keras.py", "print('mine')\n")

    run = workspace.check("exercises/test_model.py")

    assert run.returncode == 1
    assert kind(run)
    assert run.stdout.count("Is a file of yours called keras.py or tensorflow.py?") == 1


def test_warnings_are_no_errors(workspace: Workspace) -> None:
    workspace.solve("pooling.py")
    text = (workspace.folder / "pooling.py").read_text(encoding="utf-8")
    workspace.write("pooling.py", f"import warnings\nwarnings.warn('old')\nPATTERN = '\\d'\n{text}")

    assert workspace.check("exercises/test_pooling.py").returncode == 0


def test_no_heavy_package_is_imported(workspace: Workspace) -> None:
    workspace.solve("convolution.py", "pooling.py")
    workspace.write("test_last.py", "import sys\ndef test_modules():\n    print(sorted(sys.modules))\n")

    run = workspace.check("exercises", "-s")

    assert kind(run)
    assert "'numpy'" in run.stdout
    for package in ("tensorflow", "keras", "scipy", "matplotlib"):
        assert f"'{package}'" not in run.stdout
