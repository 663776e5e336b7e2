"""Records take only the types that compiled and interpreted rules treat alike."""

import numpy as np
import pytest

from sim.engine.records import dtype_of, longer, rows


class Kettle:
    """A record of every type there is."""

    id: np.uint64
    cups: int
    litres: float
    on: bool


def test_a_record_is_made_from_the_fields_its_class_states():
    kettle = dtype_of(Kettle)
    assert kettle.names == ("id", "cups", "litres", "on")
    assert [kettle[name] for name in kettle.names] == [np.uint64, np.int64, np.float64, np.bool_]
    assert kettle.type is np.record


@pytest.mark.parametrize(
    "other", [str, object, complex, list, np.float32, np.int32, np.int64, int | None]
)
def test_any_other_type_is_refused(other):
    with pytest.raises(KeyError):
        dtype_of(type("Odd", (), {"__annotations__": {"fine": int, "odd": other}}))


def test_rows_are_blank_and_read_and_written_by_name():
    kettles = rows(Kettle, 3)
    assert kettles.tobytes() == bytes(3 * kettles.dtype.itemsize)
    kettles[1].cups = 7
    kettles[1].id = np.uint64(2**64 - 1)
    assert kettles["cups"].tolist() == [0, 7, 0]
    assert int(kettles[1].id) == 2**64 - 1


def test_a_longer_array_keeps_what_it_held_and_shares_nothing():
    kettles = rows(Kettle, 2)
    kettles["cups"] = 4, 5
    more = longer(kettles, 2)
    assert more.dtype == kettles.dtype
    assert more["cups"].tolist() == [4, 5, 0, 0]
    more["cups"] = 9
    assert kettles["cups"].tolist() == [4, 5]


def test_a_longer_grid_grows_by_rows():
    assert longer(np.ones((2, 3), np.int64), 1).tolist() == [[1, 1, 1], [1, 1, 1], [0, 0, 0]]
