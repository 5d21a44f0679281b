"""Frozen, slotted dataclasses at a small part of the cost that the standard module has at import.

Every conversion of one file pays for the making of these classes. The standard module writes and
compiles six methods a class, and imports what reads the sources of Python (inspect, ast, dis): with
thirty classes a third of a short process. Here one method, __init__, is compiled, and that when the
first object is made. Law of this file: a class behaves as dataclasses makes it; the functions of
dataclasses (replace, fields, asdict) work on it. For type checkers it is the standard one.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass, replace

__all__ = ["MISSING", "dataclass", "field_defaults", "field_names", "replace"]

MISSING: Final = object()  # the default of a field that has none
_MADE_ANEW = ("__dict__", "__weakref__")


def _dataclass(*, frozen: bool, slots: bool) -> Callable[[Any], Any]:
    """As dataclasses.dataclass(frozen=True, slots=True), for classes with neither bases of their kind,
    field() nor __post_init__."""
    if not (frozen and slots):
        raise ValueError("these dataclasses are frozen and have slots")
    return _made


def _made(cls: Any) -> Any:
    names = tuple(cls.__annotations__)
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    namespace = {
        name: value for name, value in cls.__dict__.items() if name not in defaults and name not in _MADE_ANEW
    }
    methods = {
        "__init__": _first_init,
        "__eq__": _equal,
        "__hash__": _hash,
        "__repr__": _shown,
        "__setattr__": _refused,
        "__delattr__": _refused,
        "__reduce__": _reduced,
        "__replace__": _replace,
    }
    namespace.update((name, method) for name, method in methods.items() if name not in namespace)
    namespace |= {
        "__slots__": names,
        "__match_args__": names,
        "__dataclass_fields__": _Fields(),
        "__signature__": _Signature(),
        "_defaults": defaults,
        "_values": staticmethod(attrgetter(*names) if len(names) > 1 else _alone(names[0])),
    }
    return type(cls)(cls.__name__, cls.__bases__, namespace)


def _replace(self: Any, /, **changes: Any) -> Any:
    """A copy with other values for some of its fields."""
    cls = type(self)
    return cls(**{name: getattr(self, name) for name in cls.__slots__} | changes)


if not TYPE_CHECKING:
    dataclass, replace = _dataclass, _replace


def field_defaults(cls: Any) -> dict[str, object]:
    """The fields of a class made here with their defaults, MISSING where there is none."""
    return {name: cls._defaults.get(name, MISSING) for name in cls.__slots__}


def field_names(cls: type) -> tuple[str, ...]:
    """The names of a class's fields, in order; of those made here without importing dataclasses."""
    names: tuple[str, ...] = getattr(cls, "__slots__", ())
    return names


def _alone(name: str) -> Callable[[Any], tuple[Any, ...]]:
    return lambda self: (getattr(self, name),)


def _first_init(self: Any, *values: Any, **named: Any) -> None:
    """Compile the class's own __init__, and call it."""
    cls = type(self)
    cls.__init__ = _initializer(cls)
    cls.__init__(self, *values, **named)


def _initializer(cls: Any) -> Callable[..., None]:
    names = cls.__slots__
    known = {f"_default_{name}": value for name, value in cls._defaults.items()}
    known |= {f"_set_{name}": getattr(cls, name).__set__ for name in names}
    parameters = [f"{name}=_default_{name}" if name in cls._defaults else name for name in names]
    lines = [f"    _set_{name}(self, {name})" for name in names]
    exec(f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(lines), known)
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _equal(self: Any, other: Any) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    values = type(self)._values
    return values(self) == values(other)


def _hash(self: Any) -> int:
    return hash(type(self)._values(self))


def _shown(self: Any) -> str:
    cls = type(self)
    values = zip(cls.__slots__, cls._values(self), strict=True)
    return f"{cls.__qualname__}({', '.join(f'{name}={value!r}' for name, value in values)})"


def _refused(self: object, name: str, *value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to or delete field {name!r}")


def _reduced(self: Any) -> tuple[Any, ...]:
    return type(self), type(self)._values(self)


class _Fields:
    """What dataclasses knows a class by, worked out by it when it is asked for."""

    def __get__(self, obj: object, cls: Any) -> dict[str, Any]:
        import dataclasses

        made: dict[str, Any] = {}
        for name in cls.__slots__:
            each = dataclasses.field(default=cls._defaults.get(name, dataclasses.MISSING))
            each.name, each.type = name, cls.__annotations__[name]
            each._field_type = dataclasses._FIELD  # type: ignore[attr-defined]
            made[name] = each
        cls.__dataclass_fields__ = made
        return made


class _Signature:
    """The signature of a class whose __init__ is not yet compiled, for help and editors."""

    def __get__(self, obj: object, cls: Any) -> Any:
        from inspect import signature

        whole = signature(_initializer(cls))
        return whole.replace(parameters=[*whole.parameters.values()][1:])
