import json
import socket
import struct
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


def test_what_is_too_large_is_not_sent() -> None:
    with pytest.raises(TooLarge, match="at most"):
        encode(np.zeros(MAX_BLOCK_BYTES + 1, dtype=np.uint8))
    with pytest.raises(TooLarge, match="at most"):
        encode("x" * (MAX_HEADER_BYTES + 1))


def _array(**changes: object) -> bytes:
    fields = {"$": "array", "dtype": "<f4", "shape": [2], "start": 0, "size": 8}
    return json.dumps(fields | changes).encode()


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"\xff\xfe",
        b"[1",
        b"[" * 100_000,
        b"1" * 5000,
        b'{"a": 1}',
        b'{"$": "pickle", "start": 0, "size": 8}',
        b'{"$": "tuple", "items": [], "more": 1}',
        _array(dtype="object"),
        _array(dtype="|O"),
        _array(dtype=["<f4"]),
        _array(shape=[3]),
        _array(shape=[-1]),
        _array(shape=[2.0]),
        _array(shape=[True, 2]),
        _array(shape=[1] * 40 + [2]),
        _array(shape=[0, 2**40], size=0),
        _array(start=1),
        _array(start=-8),
        _array(size=2**60),
        b'{"$": "bytes", "start": 4, "size": 5}',
    ],
)
def test_forged_headers_are_refused(header: bytes) -> None:
    with pytest.raises(ProtocolError):
        decode(header, bytes(8))


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.binary(max_size=60), st.binary(max_size=20))
def test_any_bytes_give_a_value_or_a_protocol_error(header: bytes, block: bytes) -> None:
    try:
        value = decode(header, block)
    except ProtocolError:
        return
    assert isinstance(
        value, (type(None), bool, int, float, str, list, tuple, dict, bytes, np.ndarray, Foreign)
    )


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
