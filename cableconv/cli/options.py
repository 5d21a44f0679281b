"""Arguments of the command line as values of the library.

Law of this file: it opens no file but the profile; what an argument cannot mean is a UsageError.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cableconv import input
from cableconv.cli.messages import about, shown

if TYPE_CHECKING:
    from argparse import Namespace

    from cableconv.options import Options
    from cableconv.profile import Profile
    from cableconv.sources.wanted import Wanted


def wanted(asked: Namespace) -> Wanted:
    """Which documents of a collection are meant."""
    from cableconv.check.settings import host_columns
    from cableconv.sources.names import spelled
    from cableconv.sources.wanted import Wanted

    include, exclude = (
        tuple(spelled(part) for each in given or () for part in each.split(",") if part)
        for given in (asked.include, asked.exclude)
    )
    host = host_columns(asked.host_column or ())
    return Wanted(include, exclude, asked.text_column, asked.id_column, asked.max_bytes, host)


def profile_of(path: str) -> Profile:
    """The profile in this file."""
    from cableconv import profile

    with about(shown(path)):
        return profile.read(input.read_input(path))


def options_of(asked: Namespace) -> Options:
    """How one text is read and written."""
    from cableconv.options import Options, edition_of
    from cableconv.sources.names import textual

    return Options(
        name=textual(os.path.basename(asked.input)),
        encoding=asked.encoding,
        edition=edition_of(getattr(asked, "edition", None)),
        publisher=getattr(asked, "publisher", ""),
        licence=getattr(asked, "licence", ""),
        cut=asked.cut,
        profile=profile_of(asked.profile) if asked.profile is not None else None,
        repair=asked.repair == "on",
    )
