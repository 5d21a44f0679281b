"""The command line: the command asked for, and what becomes of its failure.

Law of this file: every failure is one line `file:line:column: CODE message; remedy` on
standard error and an exit code of errors.py; standard output carries results alone.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cableconv import output
from cableconv.cli.arguments import parse
from cableconv.cli.arguments_groups import Printed
from cableconv.cli.messages import About, say
from cableconv.errors import CableconvError, ExitCode, InputError

if TYPE_CHECKING:
    from argparse import Namespace
    from types import FrameType

# The module and the function of each command; a run loads its own alone.
_VERBS = {
    "convert": ("cli.convert", "convert_inputs"),
    "spans": ("cli.sources", "print_spans"),
    "explain": ("cli.sources", "print_explanation"),
    "restore": ("cli.sources", "restore_sources"),
    "learn": ("cli.learn", "learn_profile"),
    "index": ("cli.index", "build_index"),
    "check": ("cli.check", "check_paths"),
    "rules": ("cli.reference", "print_rules"),
    "schema": ("cli.reference", "print_schema"),
}


_SELDOM = 50_000  # objects between two searches for garbage


class _Terminated(BaseException):
    """SIGTERM or SIGHUP: unwinds like an interrupt, so that a temporary file goes."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


def run() -> int:
    """main() of a process of its own: what the process made is seldom searched for garbage, of which
    counting references frees nearly all, and not taken apart at its end."""
    gc.set_threshold(_SELDOM)
    codes: list[int] = []
    atexit.register(_leave, codes)  # the first that is registered is the last that is called
    codes.append(main())
    module = sys.modules.get("multiprocessing.process")
    if module is not None and (rest := module.active_children()):  # for which the interpreter would wait
        for process in rest:
            process.kill()
        _leave(codes)
    return codes[0]


def _leave(codes: list[int]) -> None:
    """End the process with the code of its command. To take its modules and values apart would cost a
    twentieth of it, and whoever has to see to something at the end has done so. Where a stream cannot be
    written to, and where there is no code, the interpreter says so itself."""
    gc.freeze()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    if codes:
        os._exit(codes[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run cableconv with these arguments (default: those of the process); the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        with _terminable():
            return _outcome(given)
    except KeyboardInterrupt:
        say("cableconv: interrupted")
        return ExitCode.INTERRUPTED
    except _Terminated as sent:
        say(f"cableconv: {'terminated' if sent.code == ExitCode.TERMINATED else 'hung up'}")
        return sent.code


def _outcome(given: list[str]) -> int:
    """Run, and turn every exception into its message and exit code."""
    try:
        try:
            asked = parse(given)
        except Printed as printed:
            output.write_standard_output(printed.text.encode("utf-8"))
            return ExitCode.DONE
        return _command(asked.verb)(asked)
    except output.ReaderGone:
        return ExitCode.INPUT
    except About as about:
        return _fail(about.name, about.error, given)
    except CableconvError as error:
        return _fail("", error, given)
    except MemoryError:
        return _fail("", InputError("CC065", "there is not enough memory", "split the input"), given)
    except Exception as error:  # the last door: our fault is told as ours, with its own exit code
        what = f"unexpected {type(error).__name__}: {error}"
        return _fail("", CableconvError("CC799", what, "nothing was written; please report this"), given)


def _command(verb: str) -> Callable[[Namespace], int]:
    from importlib import import_module

    module, name = _VERBS[verb]
    command: Callable[[Namespace], int] = getattr(import_module(f"cableconv.{module}"), name)
    return command


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM, and SIGHUP of a terminal that is closed, unwind the run, where the process lets us say so; one
    that is to be ignored (nohup) is."""
    import signal

    def stop(number: int, frame: FrameType | None) -> None:
        raise _Terminated(number)

    before: dict[int, object] = {}
    try:
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None and (name == "SIGTERM" or signal.getsignal(number) is signal.SIG_DFL):
                before[number] = signal.signal(number, stop)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]


def _fail(name: str, error: CableconvError, given: Sequence[str]) -> int:
    if "--debug" in given:
        import traceback

        traceback.print_exc()
    place = f"{name}:{error.line or 1}:{error.column or 1}" if name else "cableconv"
    remedy = f"; {error.remedy}" if error.remedy else ""
    say(f"{place}: {error.code} {error.message}{remedy}")
    return error.exit_code
