import json
import socket
import struct
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grading.protocol import (
    MAX_BLOCK_BYTES,
    MAX_DEPTH,
    MAX_HEADER_BYTES,
    MEMORY_OF_HEADER,
    Channel,
    Closed,
    Foreign,
    Handle,
    ProtocolError,
    TooLarge,
    decode,
    encode,
)

_DTYPES = ["bool", "int8", "int64", "uint8", "uint16", "float16", "float32", "float64"]


def _there_and_back(value: object) -> Any:
    frame = encode(value)
    header_size, block_size = struct.unpack("!II", frame[:8])
    assert len(frame) == 8 + header_size + block_size
    return decode(frame[8 : 8 + header_size], frame[8 + header_size :])


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(2**70),
        1.5,
        "é\n\0",
        b"\x00\xff",
        [1, [2.0, None]],
        (1, ("a",)),
        {"a": {"$": "dict"}},
        [],
        {},
    ],
)
def test_plain_values_arrive_as_they_were(value: object) -> None:
    arrived = _there_and_back(value)
    assert arrived == value
    assert type(arrived) is type(value)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_numbers_that_are_not_finite_arrive(value: float) -> None:
    assert np.array_equal(_there_and_back(value), value, equal_nan=True)


@settings(deadline=None, derandomize=True)
@given(
    arrays.arrays(
        st.sampled_from(_DTYPES), arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
    )
)
def test_arrays_arrive_with_shape_dtype_and_values(array: np.ndarray[Any, Any]) -> None:
    arrived = _there_and_back({"array": [array]})["array"][0]
    assert arrived.dtype == array.dtype
    assert arrived.shape == array.shape
    assert np.array_equal(arrived, array, equal_nan=array.dtype.kind == "f")
    assert arrived.flags.writeable


def test_views_and_other_byte_orders_arrive_by_value() -> None:
    array = np.arange(24, dtype=">i4").reshape(2, 3, 4)[:, ::-1, 1::2]
    assert np.array_equal(_there_and_back(array), array)
    assert _there_and_back(array).dtype == np.int32


def test_a_subclass_of_ndarray_arrives_as_a_plain_array() -> None:
    class Liar(np.ndarray[Any, Any]):
        def __eq__(self, other: object) -> Any:
            return True

    arrived = _there_and_back(np.arange(3).view(Liar))
    assert type(arrived) is np.ndarray


def test_numpy_scalars_arrive_as_numbers() -> None:
    assert [type(_there_and_back(scalar)) for scalar in (np.int32(3), np.float32(0.5), np.bool_(True))] == [
        int,
        float,
        bool,
    ]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (object(), "object"),
        (iter([]), "list_iterator"),
        ({1: 2}, "dict"),
        (np.array([object()]), "array of dtype object"),
        (np.array([1j]), "array of dtype complex128"),
        (1j, "complex"),
    ],
)
def test_anything_else_arrives_as_the_name_of_its_type(value: object, name: str) -> None:
    assert _there_and_back(value) == Foreign(name)


def test_a_handle_arrives_wherever_it_is() -> None:
    sent = {"model": Handle(3, "Sequential"), "more": [(Handle(0, ""),)]}
    assert _there_and_back(sent) == sent
    assert _there_and_back(Handle(1, "x" * 200)) == Handle(1, "x" * 100)


@pytest.mark.parametrize(
    "handle",
    [
        {"$": "handle", "number": -1, "type": "Model"},
        {"$": "handle", "number": True, "type": "Model"},
        {"$": "handle", "number": 1.0, "type": "Model"},
        {"$": "handle", "number": 1, "type": None},
        {"$": "handle", "number": 1},
        {"$": "handle", "number": 1, "type": "Model", "more": 1},
    ],
)
def test_a_handle_is_a_number_and_a_name_and_nothing_else(handle: dict[str, object]) -> None:
    with pytest.raises(ProtocolError):
        decode(json.dumps(handle).encode(), b"")


def test_a_list_that_holds_itself_is_cut() -> None:
    endless: list[object] = []
    endless.append(endless)
    arrived = _there_and_back(endless)
    for _ in range(MAX_DEPTH + 1):
        arrived = arrived[0]
    assert isinstance(arrived, Foreign)


def _doubled(times: int) -> list[Any]:
    """A list that is short, and endless when written down."""
    doubled: list[Any] = []
    for _ in range(times):
        doubled = [doubled, doubled]
    return doubled


@pytest.mark.parametrize(
    "value",
    [
        np.zeros(MAX_BLOCK_BYTES + 1, dtype=np.uint8),
        [np.zeros(MAX_BLOCK_BYTES // 4, dtype=np.uint8)] * 5,
        [bytes(MAX_BLOCK_BYTES // 4)] * 5,
        # No bytes at all, but gigabytes in a sum over its first axis.
        np.zeros((0, MAX_BLOCK_BYTES, 2), dtype=np.int8),
        "x" * (MAX_HEADER_BYTES + 1),
        ["x" * (MAX_HEADER_BYTES // 4)] * 5,
        {"x" * MAX_HEADER_BYTES: 0},
        [0] * MAX_HEADER_BYTES,
        _doubled(31),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_too_large_is_not_sent(value: object) -> None:
    with pytest.raises(TooLarge, match="at most"):
        encode(value)


@pytest.mark.parametrize(
    "value", ["x" * (MAX_HEADER_BYTES - 2), [1] * (MAX_HEADER_BYTES // 2 - 1), bytes(MAX_BLOCK_BYTES)]
)
def test_what_just_fits_is_sent(value: Any) -> None:
    assert _there_and_back(value) == value


def test_a_number_that_can_not_be_written_is_named() -> None:
    assert _there_and_back([10**4200, 10**4400]) == [10**4200, Foreign("int of 14617 bits")]


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\udc80\ud800"])
def test_half_a_character_arrives_as_a_question_mark(text: str) -> None:
    arrived = _there_and_back([text, {text: 1}])
    forged = json.dumps([text, {"$": "dict", "items": {text: 1}}]).encode("ascii")
    assert arrived == decode(forged, b"")
    arrived[0].encode()
    assert "?" in arrived[0]
    assert list(arrived[1]) == [arrived[0]]


def test_no_name_of_a_type_holds_half_a_character() -> None:
    kinds = [{"$": "foreign", "type": "\ud800"}, {"$": "handle", "number": 1, "type": "\ud800"}]
    assert decode(json.dumps(kinds).encode(), b"") == [Foreign("?"), Handle(1, "?")]


def test_a_boolean_is_true_or_false_whatever_its_byte() -> None:
    arrived: Any = decode(b'{"$":"array","dtype":"|b1","shape":[4]}', b"\x00\x01\x02\xff")
    assert arrived.tobytes() == b"\x00\x01\x01\x01"
    assert arrived.dtype == np.bool_


def test_contents_arrive_in_order() -> None:
    value = [b"ab", {"x": (np.arange(3), b"")}, np.zeros((0, 2)), b"c", np.array(2.5)]
    arrived = _there_and_back(value)
    assert (arrived[0], arrived[1]["x"][1], arrived[3]) == (b"ab", b"", b"c")
    assert arrived[1]["x"][0].tolist() == [0, 1, 2]
    assert arrived[2].shape == (0, 2)
    assert arrived[4] == 2.5


def _array(**changes: object) -> bytes:
    fields = {"$": "array", "dtype": "<f4", "shape": [2]}
    return json.dumps(fields | changes).encode()


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"\xff\xfe",
        _array().decode().encode("utf-16"),
        b"[1",
        b"[" * 100_000,
        b'{"":' * 100_000,
        b"1" * 5000,
        b'{"a": 1}',
        b'{"$": "pickle", "size": 8}',
        b'{"$": "tuple", "items": [], "more": 1}',
        _array(dtype="object"),
        _array(dtype="|O"),
        _array(dtype="O"),
        _array(dtype="<U1"),
        _array(dtype="<c8"),
        _array(dtype="(2,)<f4"),
        _array(dtype=["<f4"]),
        _array(shape=[3]),
        _array(shape=[1]),
        _array(shape=[-1]),
        _array(shape=[-1, -2]),
        _array(shape=[2.0]),
        _array(shape=[True, 2]),
        _array(shape=[1] * 40 + [2]),
        _array(shape=[0, 2**40]),
        _array(shape=[0, 2**26, 2**26]),
        _array(start=0),
        _array(size=8),
        b'{"$": "bytes", "size": 9}',
        b'{"$": "bytes", "size": 7}',
        b'{"$": "bytes", "size": -8}',
        b'{"$": "bytes", "start": 0, "size": 8}',
        # Each byte belongs to one value, and every byte to one.
        b"[" + _array() + b"," + _array() + b"]",
        b"[" + _array() + b', {"$": "bytes", "size": 8}]',
        b"[]",
    ],
)
def test_forged_headers_are_refused(header: bytes) -> None:
    decode(_array(), bytes(8))
    with pytest.raises(ProtocolError):
        decode(header, bytes(8))


def _filled_with(unit: bytes) -> bytes:
    """The largest header that is a list of nothing else."""
    return b"[" + b",".join([unit] * ((MAX_HEADER_BYTES - 2) // (len(unit) + 1))) + b"]"


@pytest.mark.parametrize(
    "header",
    [
        _filled_with(b"[" * 31 + b"]" * 31),
        _filled_with(b"[" * 900 + b"]" * 900),
        _filled_with(b'{"":' * 30 + b"0" + b"}" * 30),
        _filled_with(b'{"$":"dict","items":{"":[]}}'),
        _filled_with('"\N{LATIN CAPITAL LETTER A WITH MACRON}"'.encode()),
    ],
    ids=lambda header: header[:12].decode(),
)
def test_no_header_becomes_more_objects_than_promised(header: bytes) -> None:
    assert MAX_HEADER_BYTES * 0.99 < len(header) <= MAX_HEADER_BYTES
    assert _memory_for(header, b"") < MEMORY_OF_HEADER


def test_no_block_becomes_more_than_as_much_again() -> None:
    arrays = _filled_with(b'{"$":"array","dtype":"<f4","shape":[16]}')
    block = bytes(arrays.count(b"$") * 64)
    assert _memory_for(arrays, block) < len(block) + MEMORY_OF_HEADER


def _memory_for(header: bytes, block: bytes) -> int:
    tracemalloc.start()
    try:
        decode(header, block)
    except ProtocolError:
        pass
    finally:
        memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return memory


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.binary(max_size=60), st.binary(max_size=20))
def test_any_bytes_give_a_value_or_a_protocol_error(header: bytes, block: bytes) -> None:
    _check_answer(header, block)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.builds(lambda items: {"$": "tuple", "items": items}, st.lists(inner, max_size=3))
        | st.builds(
            lambda items: {"$": "dict", "items": items},
            st.dictionaries(st.text(max_size=3), inner, max_size=3),
        )
        | st.fixed_dictionaries(
            {"$": st.sampled_from(["array", "bytes", "foreign", "handle", "dict"])},
            optional={
                "dtype": st.sampled_from(["<f4", "|b1", "|u1", "<f8", "|O", "<U1"]),
                "shape": st.lists(st.integers(-1, 3), max_size=3),
                "size": st.integers(-1, 9),
                "number": st.integers(-1, 2),
                "type": st.text(max_size=3),
            },
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(_JSON, st.integers(0, 24))
def test_any_json_gives_a_value_or_a_protocol_error(plain: object, size: int) -> None:
    _check_answer(json.dumps(plain).encode(), bytes(range(size)))


def _check_answer(header: bytes, block: bytes) -> None:
    """A value can be sent as it came; anything else is a `ProtocolError`."""
    try:
        value = decode(header, block)
    except ProtocolError:
        return
    frame = encode(value)
    assert encode(_there_and_back(value)) == frame
    _check_plain(value)


def _check_plain(value: object) -> None:
    assert type(value) in (
        type(None),
        bool,
        int,
        float,
        str,
        bytes,
        list,
        tuple,
        dict,
        np.ndarray,
        Foreign,
        Handle,
    )
    if isinstance(value, np.ndarray):
        assert value.dtype.kind in "biuf"
        assert value.flags.writeable
    if isinstance(value, str):
        value.encode()
    if isinstance(value, (list, tuple)):
        for item in value:
            _check_plain(item)
    if isinstance(value, dict):
        for key, item in value.items():
            _check_plain(key)
            _check_plain(item)


def test_a_length_beyond_the_bound_is_refused_before_it_is_read() -> None:
    one, other = socket.socketpair()
    channel = Channel(one)
    other.sendall(struct.pack("!II", MAX_HEADER_BYTES + 1, 0))
    with pytest.raises(ProtocolError, match="larger than allowed"):
        channel.receive()
    other.close()
    channel.close()


def test_half_a_message_and_then_the_end_is_closed() -> None:
    one, other = socket.socketpair()
    channel = Channel(one)
    other.sendall(encode([1, 2, 3])[:-2])
    other.close()
    with pytest.raises(Closed):
        channel.receive()
    channel.close()


def test_patience_ends_a_wait_for_one_who_never_answers_or_reads() -> None:
    class OutOfPatience(Exception):
        pass

    asked: list[None] = []

    def patience() -> float:
        asked.append(None)
        if len(asked) > 2:
            raise OutOfPatience
        return 0.01

    one, other = socket.socketpair()
    channel = Channel(one)
    with pytest.raises(OutOfPatience):
        channel.receive(patience)
    with pytest.raises(OutOfPatience):
        channel.send(np.zeros(2**22), patience)
    other.close()
    channel.close()
