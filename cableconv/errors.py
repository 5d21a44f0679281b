"""Whose fault it is, and the exit code that says so."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes; part of the public contract (README)."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    INTERNAL = 4
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


class CableconvError(Exception):
    """Base of all errors: code ("CC001"), what happened, what to do about it."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, code: str, message: str, remedy: str = "", line: int = 0, column: int = 0):
        super().__init__(f"{code} {message}" + (f"; {remedy}" if remedy else ""))
        self.code = code
        self.message = message
        self.remedy = remedy
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.code, self.message, self.remedy, self.line, self.column))


class UsageError(CableconvError):
    """The command line or configuration asks for something that cannot be."""

    exit_code = ExitCode.USAGE


class InputError(CableconvError):
    """This input cannot be read, converted or restored; the message says where and why."""

    exit_code = ExitCode.INPUT


class InternalError(CableconvError):
    """Our own law or schema broke. Nothing is written; please report it."""

    exit_code = ExitCode.INTERNAL
