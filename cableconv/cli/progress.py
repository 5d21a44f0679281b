"""How far a batch has come, on a terminal: documents, rate, time left, failures.

Law of this file: it shows and keeps nothing; without the package rich one line does the same.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from cableconv.batch.report import Tally
    from cableconv.sources.item import Gauge

_EVERY = 0.25  # seconds


class Progress(Protocol):
    """Shows a tally now and then, gives the terminal up for a message, and goes at the end."""

    def show(self, tally: Tally) -> None: ...

    def hide(self) -> None: ...

    def close(self) -> None: ...


class Silent:
    """No terminal, nobody to tell."""

    def show(self, tally: Tally) -> None:
        pass

    def hide(self) -> None:
        pass

    def close(self) -> None:
        pass


class Line:
    """One line that is written again and again."""

    def __init__(self, gauge: Gauge) -> None:
        self.gauge = gauge
        self.last = 0.0
        self.width = 0

    def show(self, tally: Tally) -> None:
        if tally.seconds - self.last >= _EVERY:
            self.last = tally.seconds
            self._write(line(tally, self.gauge))

    def _write(self, text: str) -> None:
        sys.stderr.write("\r" + text.ljust(self.width) + "\r")
        sys.stderr.flush()
        self.width = len(text)

    def hide(self) -> None:
        if self.width:
            self._write("")

    def close(self) -> None:
        self.hide()


class Bar:
    """The same with a bar, by rich."""

    def __init__(self, gauge: Gauge, rich: Any) -> None:
        self.gauge = gauge
        self.last = 0.0
        self.bar = rich.Progress(
            rich.BarColumn(),
            rich.TextColumn("{task.description}"),
            console=import_module("rich.console").Console(stderr=True),
            transient=True,
            auto_refresh=False,
        )
        self.task = self.bar.add_task("", total=gauge.total or None)
        self.bar.start()

    def show(self, tally: Tally) -> None:
        if tally.seconds - self.last >= _EVERY:
            self.last = tally.seconds
            text = line(tally, self.gauge)
            self.bar.update(self.task, completed=self.gauge.given, description=text, refresh=True)

    def hide(self) -> None:
        pass  # rich prints above its bar what goes to standard error

    def close(self) -> None:
        self.bar.stop()


def line(tally: Tally, gauge: Gauge) -> str:
    """ "1200 documents, 240 a second, 12 %, 0:36 left, 3 failed"."""
    from cableconv.batch.report import counted

    rate = tally.documents / max(tally.seconds, 0.001)
    parts = [counted(tally.documents, "document"), f"{rate:.0f} a second"]
    share = min(1.0, gauge.given / gauge.total) if gauge.total else 0.0
    if share:
        parts += [f"{share:.0%}", f"{_clock(tally.seconds * (1 - share) / share)} left"]
    if tally.failed:
        parts.append(f"{tally.failed} failed")
    return ", ".join(parts)


def _clock(seconds: float) -> str:
    """ "0:36", "1:02:03"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def progress(gauge: Gauge, *, shown: bool) -> Progress:
    """The progress for this terminal."""
    if not shown:
        return Silent()
    try:
        rich = import_module("rich.progress")
    except ImportError:
        return Line(gauge)
    if import_module("rich.console").Console(stderr=True).is_dumb_terminal:  # on which it shows nothing
        return Line(gauge)
    return Bar(gauge, rich)
