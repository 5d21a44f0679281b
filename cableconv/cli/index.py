"""The command index."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cableconv.cli import many
from cableconv.cli.messages import about, say, shown
from cableconv.cli.options import wanted
from cableconv.errors import ExitCode, InputError

if TYPE_CHECKING:
    from argparse import Namespace

    from cableconv.index.update import Indexed


def build_index(asked: Namespace) -> int:
    """Bring the database up to date with a collection."""
    many.start_ahead(asked, least=2)
    from cableconv.index.update import index
    from cableconv.sources.item import Gauge
    from cableconv.sources.paths import bare, items

    paths = many.paths_of(asked)
    database = os.path.abspath(asked.output)
    own = {database, *(f"{database}{ending}" for ending in ("-journal", "-wal", "-shm"))}
    if asked.no_overwrite and os.path.exists(database):
        with about(shown(asked.output)):
            raise InputError("CC034", "the output exists", "choose another name, or leave --no-overwrite out")
    gauge = Gauge()
    listed = len(paths) - len(asked.inputs)
    found = (
        item
        for item in items(paths, wanted(asked), gauge, listed)
        if not (item.path and os.path.abspath(item.path) in own)
    )
    done = index(
        found,
        asked.output,
        lambda name, why: say(f"{shown(name)}:1:1: {why}"),
        max_bytes=asked.max_bytes,
        jobs=asked.jobs,
        limits=many.limits_of(asked),
        prune=asked.prune,
        bare=lambda: bare(paths, listed),
    )
    if not asked.quiet:
        many.say_notes(gauge)
        say(
            f"cableconv: {done.cables} cables; {done.read} files read, {done.unchanged} unchanged, "
            f"{done.removed} removed, {done.failed} without a cable or unreadable"
        )
        _say_replaced(done)
        _say_left(done)
    return ExitCode.INPUT if done.failed else ExitCode.DONE


def _say_replaced(done: Indexed) -> None:
    """What was of another file of the same name until now."""
    if done.replaced:
        name, path = done.replaced[0]
        many_or_one = "a file" if len(done.replaced) == 1 else f"{len(done.replaced)} files"
        say(
            f"cableconv: CC057 {many_or_one} of runs before, made from others of those names, now replaced"
            f" ({shown(name)}, which was made from {shown(path)}): list paths with --files-from, or name a"
            " folder above both"
        )


def _say_left(done: Indexed) -> None:
    """What is in the database and no path of this call has given."""
    if done.left:
        remedy = many.kept_by_folders(done.bare) if done.bare else "--prune takes out what no path gives"
        say(
            f"cableconv: CC057 {len(done.left)} files of runs before are none of this one and stay "
            f"({many.examples(done.left)}); {remedy}"
        )
