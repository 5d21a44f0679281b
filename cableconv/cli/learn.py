"""The command learn."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from cableconv import input, output
from cableconv.cli import many
from cableconv.cli.files import STANDARD_OUTPUT, check_output, write_output
from cableconv.cli.messages import About, say, shown
from cableconv.cli.options import profile_of, wanted
from cableconv.errors import ExitCode, InputError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from cableconv.profile import Profile
    from cableconv.sources.item import Item


def learn_profile(asked: Namespace) -> int:
    """Learn from a corpus; 3 when some of it could not be read."""
    many.start_ahead(asked, least=2)
    from cableconv.batch.learn import learn_items
    from cableconv.sources.item import Gauge
    from cableconv.sources.paths import items

    check_output(asked)
    paths = many.paths_of(asked)
    paths = list(_once(paths))
    profiles = [path for path in paths if path.endswith(".toml")]
    given = [path for path in paths if path not in profiles]
    gauge = Gauge()
    found = (
        item for item in items(given, wanted(asked), gauge) if not _is_profile_to_come(item, asked.output)
    )
    failed: list[str] = []

    def tell(name: str, why: str) -> None:
        failed.append(name)
        say(f"{shown(name)}:1:1: {why}")

    learned = learn_items(
        found,
        [profile_of(path) for path in profiles],
        tell,
        max_bytes=asked.max_bytes,
        jobs=asked.jobs,
        limits=many.limits_of(asked),
    )
    if not asked.quiet:
        many.say_notes(gauge)
    left_out = ", ".join(f"{count} {reason}" for reason, count in sorted(learned.left_out.items()))
    _write_profile(asked, learned.profile, left_out)
    return ExitCode.INPUT if failed else ExitCode.DONE


def _once(paths: Sequence[str]) -> Iterator[str]:
    """The paths without those that are named twice, or that stand in a folder which is named too: a cable
    counts once."""
    places = [os.path.realpath(path) for path in paths]
    folders = {place for place in places if os.path.isdir(place)}
    seen: set[str] = set()
    for path, place in zip(paths, places, strict=True):
        if path in STANDARD_OUTPUT or not (place in seen or (folders and _is_inside(place, folders))):
            seen.add(place)
            yield path


def _is_inside(place: str, folders: Container[str]) -> bool:
    above = os.path.dirname(place)
    while above not in folders and above != os.path.dirname(above):
        above = os.path.dirname(above)
    return above in folders


def _is_profile_to_come(item: Item, path: str | None) -> bool:
    """Is this the profile that is written, as a run before has left it? Raises UsageError when it is a
    document that the profile would replace."""
    from cableconv.profile import FORMAT

    place = item.path or item.inside
    if path is None or not place or not output.is_same_file(place, path):
        return False
    if input.size_of(place) and not input.read_input(place).startswith(f'format = "{FORMAT}"'.encode()):
        raise About(
            shown(path), UsageError("CC030", "the output is one of the inputs", "choose another name")
        )
    return True


def _write_profile(asked: Namespace, learned: Profile, left_out: str) -> None:
    from cableconv.boilerplate.site_lines import FEWEST
    from cableconv.profile import dumps

    count = sum(ends.documents for ends in learned.regimes.values())
    if not (count or learned.vocabulary or learned.site_lines):
        raise InputError(
            "CC028",
            f"no cable to learn from ({left_out or 'no file'})",
            "name files or folders that hold texts of cables",
        )
    write_output(asked, dumps(learned).encode("utf-8"))
    if not asked.quiet:
        few = f"; lines of a site are learned from {FEWEST} cables on" if 0 < count < FEWEST else ""
        say(f"cableconv: learned from {count} cables{few}" + (f"; left out: {left_out}" if left_out else ""))
