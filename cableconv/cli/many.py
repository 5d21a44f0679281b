"""What the commands for collections are asked alike: paths, limits, processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cableconv.cli.messages import about, say, shown
from cableconv.errors import InputError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from cableconv.pool.worker import Limits
    from cableconv.sources.item import Gauge


_EXAMPLES = 3  # names in a message


def start_ahead(asked: Namespace, least: int) -> None:
    """Have the processes load while this one does, if there will be any."""
    if asked.jobs >= least and getattr(asked, "engine", "processes") == "processes":
        from cableconv.pool import start

        start.start_ahead()


def paths_of(asked: Namespace) -> list[str]:
    """The paths that are named, and those of --files-from. Raises UsageError or InputError when there are
    none."""
    from cableconv.sources import paths as sources

    paths = list(asked.inputs)
    if asked.files_from is not None:
        with about(shown(asked.files_from)):
            paths += sources.paths_from(asked.files_from, asked.null)
            if not paths:
                raise InputError(
                    "CC052", "it lists no path", "give paths, one a line, or NUL behind each (-0)"
                )
    if not paths:
        what = "IN" if asked.verb == "convert" else "PATH"
        raise UsageError(
            "CC040",
            f"the following arguments are required: {what}",
            f"see cableconv {'' if what == 'IN' else f'{asked.verb} '}--help",
        )
    return paths


def limits_of(asked: Namespace) -> Limits:
    """What one document may cost."""
    from cableconv.pool import worker

    return worker.limits_of(asked.timeout, asked.max_memory)


def examples(names: Sequence[str]) -> str:
    """The first names, for a message."""
    return ", ".join(map(shown, names[:_EXAMPLES])) + (", ..." if len(names) > _EXAMPLES else "")


def kept_by_folders(names: Sequence[str]) -> str:
    """Why what was made of documents of these folders, which are empty now, stays."""
    return (
        f"they stay while the folders that they were made from are empty ({examples(names)}), as a disk may "
        "be mounted there at other times: remove those folders if what stood in them is gone"
    )


def say_notes(gauge: Gauge) -> None:
    """What is to be told once of the sources: how many pages of web archives were no documents, by their
    types, and the rest."""
    if gauge.passed:
        listed = sorted(gauge.passed.items(), key=lambda each: (-each[1], each[0]))
        kinds = ", ".join(f"{count} {kind}" for kind, count in listed)
        count = sum(gauge.passed.values())
        say(f"cableconv: passed over {count} pages of web archives that are no texts: {kinds}")
    for note in gauge.notes:
        say(f"cableconv: {note}")
