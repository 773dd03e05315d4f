"""What is written and what is not is found without running the file."""

from pathlib import Path

import pytest

from helpers.source import UnreadableError, unwritten


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "convolution.py"


@pytest.mark.parametrize(
    "text",
    [
        "def relu(x):\n    raise NotImplementedError('relu: ...')\n",
        "def relu(x):\n    '''Text.'''\n    y = x\n    raise NotImplementedError\n",
        "def relu(x):\n    return x\n\ndef relu(x):\n    raise NotImplementedError()\n",
    ],
)
def test_a_stub_is_not_written(file: Path, text: str) -> None:
    file.write_text(text)

    assert "NotImplementedError is still in line" in (unwritten(file, "relu") or "")


@pytest.mark.parametrize(
    "text",
    [
        "def relu(x):\n    return x\n",
        "def relu(x):\n    return x\n    raise NotImplementedError\n",
        "def relu(x):\n    if x is None:\n        raise NotImplementedError\n    return x\n",
        "relu = lambda x: x\n",
        "from mine import rectify as relu\n",
        "try:\n    from fast import relu\nexcept ImportError:\n    def relu(x):\n        return x\n",
        "exit(1)\n\ndef relu(x):\n    return x\n",
    ],
)
def test_a_written_function_is_found_however_it_is_defined(file: Path, text: str) -> None:
    file.write_text(text)

    assert unwritten(file, "relu") is None


def test_absent_functions_and_files_are_named(file: Path) -> None:
    assert unwritten(file, "relu") == "the file convolution.py is not there"
    file.write_text("class Mine:\n    def relu(self): ...\n")
    assert unwritten(file, "relu") == "there is no function relu in convolution.py"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"def relu(x:\n    return x\n", "convolution.py, line 1: '(' was never closed.\n\n    def relu(x:"),
        (b"def relu(x):\nreturn x\n", "convolution.py, line 2: expected an indented block"),
        (b"name = 'caf\xe9'\n", "convolution.py"),
        (b"x = 1\0\n", "convolution.py"),
    ],
)
def test_what_python_cannot_read_is_named_with_its_line(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)

    with pytest.raises(UnreadableError) as caught:
        unwritten(file, "relu")

    assert said in str(caught.value)
