"""The project's own maker of frozen, slotted classes does what dataclasses does."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any, Generic, TypeVar

import pytest

from cableconv import model, records

T = TypeVar("T")


@records.dataclass(frozen=True, slots=True)
class Ours(Generic[T]):
    """A box."""

    first: T
    second: str = "b"
    third: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs(Generic[T]):
    """A box."""

    first: T
    second: str = "b"
    third: tuple[int, ...] = ()


@records.dataclass(frozen=True, slots=True)
class Single:
    only: int = 0


EACH = pytest.mark.parametrize("made", [Ours, Theirs])


@EACH
def test_objects_are_made_compared_and_shown(made: Any) -> None:
    one = made(1, third=(2,))
    assert (one.first, one.second, one.third) == (1, "b", (2,))
    assert one == made(1, "b", (2,)) and one != made(2) and one != (1, "b", (2,))
    assert hash(one) == hash(made(1, "b", (2,)))
    assert repr(one) == f"{made.__qualname__}(first=1, second='b', third=(2,))"
    match one:
        case made(first=1, second=letter):
            assert letter == "b"
        case _:
            pytest.fail("does not match by its fields")
    with pytest.raises(TypeError):
        made()
    with pytest.raises(TypeError):
        made(1, unknown=2)


@EACH
def test_objects_are_frozen_and_have_slots(made: Any) -> None:
    one = made(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.first = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.second
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        one.fourth = 2
    assert not hasattr(one, "__dict__") and one.first == 1


@EACH
def test_the_functions_of_dataclasses_and_copies_work(made: Any) -> None:
    one = made(1, third=(2,))
    assert dataclasses.is_dataclass(made) and dataclasses.is_dataclass(one)
    assert dataclasses.replace(one, second="c") == records.replace(one, second="c") == made(1, "c", (2,))
    assert dataclasses.asdict(one) == {"first": 1, "second": "b", "third": (2,)}
    assert [(each.name, each.type) for each in dataclasses.fields(made)] == [
        ("first", "T"), ("second", "str"), ("third", "tuple[int, ...]")
    ]  # fmt: skip
    assert [each.default for each in dataclasses.fields(made)] == [dataclasses.MISSING, "b", ()]
    assert pickle.loads(pickle.dumps(one)) == copy.copy(one) == copy.deepcopy(one) == one
    assert str(inspect.signature(made)).startswith("(first: 'T', second: 'str' = 'b'") or (
        str(inspect.signature(made)) == "(first, second='b', third=())"
    )
    with pytest.raises(TypeError):
        records.replace(one, unknown=2)


def test_one_field_and_names() -> None:
    assert Single() == Single(0) and Single(1) != Single(0) and hash(Single(1)) == hash(Single(1))
    assert repr(Single(3)) == "Single(only=3)"
    assert records.field_names(Ours) == ("first", "second", "third")
    assert records.field_names(model.Section) == ("number", "total")
    assert Ours.__doc__ == "A box." and Ours(1).both == "1b"


def test_only_what_is_frozen_and_slotted_is_made() -> None:
    with pytest.raises(ValueError, match="frozen"):
        records.dataclass(frozen=False, slots=True)  # type: ignore[call-overload]
