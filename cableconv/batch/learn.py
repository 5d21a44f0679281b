"""What a collection teaches, learned by several processes; the profile does not depend on how many.

Law of this file: a file that cannot be read, or that takes its process with it, is left out and told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from cableconv.errors import CableconvError
from cableconv.learn import Learned, Lesson, learned, lesson
from cableconv.pool.processes import Lost, each
from cableconv.pool.worker import ANY, Limits
from cableconv.profile import Profile
from cableconv.shard import load
from cableconv.sources.item import Item


def learn_items(
    items: Iterable[Item],
    known: Iterable[Profile],
    say: Callable[[str, str], None],
    *,
    max_bytes: int,
    jobs: int = 1,
    limits: Limits = ANY,
) -> Learned:
    """The profile of a collection, added to what is known. say is told name and reason of what is left out
    because it cannot be read."""

    def lessons() -> Iterator[Lesson]:
        work = partial(_teach, max_bytes=max_bytes)
        for found in each(
            items, work, jobs, limits, size=lambda item: len(item.data or b""), extent=Item.extent
        ):
            if isinstance(found, Lost):
                found = (found.item.name, f"CC051 {found.reason}")
            if isinstance(found, Lesson):
                yield found
            else:
                say(*found)
                yield Lesson(left_out="unreadable")

    return learned(lessons(), known)


def _teach(item: Item, max_bytes: int) -> Lesson | tuple[str, str]:
    """What an item teaches, or its name and why it cannot be read."""
    try:
        return lesson(load(item, max_bytes))
    except CableconvError as error:
        return item.name, f"{error.code} {error.message}"
