"""Small pictures of the lesson: SVG, written as Markdown images that carry their data with them.

Not as attachments: JupyterLab shows those only in formats of pixels.
"""

import base64
from collections.abc import Sequence

_CELL = 34
_BLUE, _ORANGE, _GREY = "#cfe3fa", "#fbd9a5", "#f4f4f4"
_WINDOWS = ("#cfe3fa", "#fbd9a5", "#d3efcf", "#eed6f5")


def _svg(width: int, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="14">'
        f'<rect width="{width}" height="{height}" fill="white"/>{"".join(parts)}</svg>'
    )


def _image(description: str, svg: str) -> str:
    return f"![{description}](data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()})"


def _label(x: float, y: float, text: str, size: int = 14) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-size="{size}">{text}</text>'


def _box(x: int, y: int, width: int, height: int, fill: str, border: str = "#888") -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" stroke="{border}"/>'


def _grid(left: int, top: int, rows: Sequence[Sequence[int]], fills: Sequence[Sequence[str]]) -> str:
    parts = []
    for row, (numbers, colours) in enumerate(zip(rows, fills, strict=True)):
        for column, (number, colour) in enumerate(zip(numbers, colours, strict=True)):
            x, y = left + column * _CELL, top + row * _CELL
            parts += [_box(x, y, _CELL, _CELL, colour), _label(x + _CELL / 2, y + 22, str(number))]
    return "".join(parts)


def _convolution() -> str:
    image = [[0, 0, 1, 1]] * 4
    in_patch = [[_BLUE if row < 2 and 0 < column < 3 else _GREY for column in range(4)] for row in range(4)]
    kernel, result = [[-1, 1], [-1, 1]], [[0, 2, 0]] * 3
    answered = [[_BLUE if (row, column) == (0, 1) else _GREY for column in range(3)] for row in range(3)]
    return _svg(
        520,
        190,
        [
            _grid(10, 30, image, in_patch),
            _label(78, 20, "image"),
            _label(178, 105, "&#215;", 22),
            _grid(210, 64, kernel, [[_ORANGE] * 2] * 2),
            _label(244, 54, "kernel"),
            _label(322, 105, "&#8594;", 22),
            _grid(370, 47, result, answered),
            _label(421, 37, "feature map"),
            _label(260, 182, "blue patch: 0 &#183; (-1) + 1 &#183; 1 + 0 &#183; (-1) + 1 &#183; 1 = 2"),
        ],
    )


def _pooling() -> str:
    image = [[1, 3, 0, 2], [5, 2, 1, 1], [0, 0, 7, 4], [6, 1, 2, 2]]
    windows = [[_WINDOWS[row // 2 * 2 + column // 2] for column in range(4)] for row in range(4)]
    return _svg(
        330,
        175,
        [
            _grid(10, 30, image, windows),
            _label(78, 20, "feature map, 4 x 4"),
            _label(188, 105, "&#8594;", 22),
            _grid(230, 64, [[5, 2], [6, 7]], [_WINDOWS[:2], _WINDOWS[2:]]),
            _label(264, 54, "2 x 2"),
        ],
    )


def _model() -> str:
    layers = [
        ("Conv2D 32, 3 x 3, ReLU", "26 x 26 x 32", _BLUE),
        ("MaxPooling2D 2", "13 x 13 x 32", _ORANGE),
        ("Conv2D 64, 3 x 3, ReLU", "11 x 11 x 64", _BLUE),
        ("MaxPooling2D 2", "5 x 5 x 64", _ORANGE),
        ("Flatten", "1600", _GREY),
        ("Dense 128, ReLU", "128", _WINDOWS[2]),
        ("Dense 10, softmax", "10", _WINDOWS[2]),
    ]
    parts = [_label(110, 20, "image"), _label(300, 20, "28 x 28 x 1")]
    for number, (name, shape, colour) in enumerate(layers):
        y = 30 + number * 36
        parts += [_box(10, y, 200, 28, colour), _label(110, y + 19, name), _label(300, y + 19, shape)]
    return _svg(370, 290, parts)


PICTURES = {
    "convolution": _image(
        "A kernel of 2 x 2 slides over an image of 4 x 4 and gives a map of 3 x 3", _convolution()
    ),
    "pooling": _image("Max pooling keeps the largest value of each window of 2 x 2", _pooling()),
    "model": _image("The seven layers of the network and the shape that each one gives", _model()),
}
"""By the exercise's name, an image in Markdown."""
