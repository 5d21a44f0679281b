"""Where a batch writes: a folder that mirrors the input, or files that each hold many documents.

Law of this file: a document is whole in its target or absent; a file takes its name when it is
whole; what the journal says stands in the target.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress

from cableconv import folders, input, output
from cableconv.batch.forms import form_of
from cableconv.batch.journal_lines import is_below
from cableconv.batch.names import output_name, sharded
from cableconv.batch.proof import digest_of
from cableconv.batch.volumes import Volumes
from cableconv.errors import InputError, UsageError
from cableconv.shard import Plan

_NO_FOLDERS = (".json", ".txt", ".html", ".gz", ".zst", *input.COLLECTIONS)  # names that ask for a file


class Folder:
    """One file for each document, written by the workers."""

    form = ""

    def __init__(self, path: str, plan: Plan, shard: int) -> None:
        self.folder = path
        self.journal = os.path.join(path, folders.JOURNAL)
        self.plan = plan
        self.shard = shard
        self.root = os.path.join(os.path.realpath(path), "")
        self.inside: dict[str, bool] = {}  # of the folder that was asked of last
        try:
            self.made = folders.make(path)
        except OSError as error:
            raise output.unwritable(error) from error

    def name(self, place: int, document: str) -> str:
        """Where a document stands in the folder."""
        return sharded(output_name(document, self.plan.to), place, self.shard)

    def may_be_called(self, name: str) -> bool:
        """May an output have this name? None leads out of the folder."""
        return is_below(name)

    def owns(self, path: str) -> bool:
        """Is this a file in the folder?"""
        where = os.path.dirname(path)
        if where not in self.inside:
            self.inside = {where: f"{os.path.realpath(where)}{os.sep}".startswith(self.root)}
        return self.inside[where]

    def unmake(self) -> None:
        """Take away the folders that were made for it, if nothing is in them."""
        for folder in reversed(self.made):
            with suppress(OSError):
                os.rmdir(folder)

    def left(self, written: Mapping[str, str]) -> list[str]:
        """Which of these outputs are there."""
        return sorted(name for name in written if os.path.lexists(os.path.join(self.folder, name)))


def prune(target: Folder | Volumes, left: Sequence[str], proved: Mapping[str, str]) -> list[str]:
    """Remove those of these outputs that are as they were written, by their hashes; which those are. What a
    link leads to outside the target stays."""
    folder = target.folder if isinstance(target, Folder) else os.path.dirname(target.path) or os.curdir
    gone: list[str] = []
    for name in left:
        path = os.path.join(folder, name)
        if name in proved and target.owns(path) and digest_of(path) == proved[name]:
            with suppress(OSError):
                folders.remove(path, folder)
                gone.append(name)
    return gone


def target_of(
    path: str, plan: Plan, shard: int, *, resume: bool, overwrite: bool, inputs: Sequence[str] = ()
) -> Folder | Volumes:
    """The target that a path names by its suffix, else a folder. Raises UsageError or InputError."""
    form = None if os.path.isdir(path) else form_of(path)
    if form is None:
        if not os.path.isdir(path) and (os.path.lexists(path) or path.lower().endswith(_NO_FOLDERS)):
            raise UsageError(
                "CC050",
                f"many documents cannot go into {path}",
                "give -o a folder, or a name that ends in .jsonl, .xml, .zip or .parquet",
            )
        if any(os.path.isdir(each) and os.path.realpath(each) == os.path.realpath(path) for each in inputs):
            raise output.same_file()
        return Folder(path, plan, shard)
    if plan.to not in form.formats:
        raise UsageError(
            "CC050",
            f"{path} holds {form.formats[0]}, not {plan.to}",
            "leave --to out, or choose another name",
        )
    if "{}" in path and not shard:
        raise UsageError("CC050", f"{path} is a pattern for shards", "say how large they are with --shard")
    folder = os.path.dirname(path)
    if folder and not os.path.isdir(folder):
        raise InputError("CC032", f"the folder of the output does not exist ({folder})", "make it first")
    found = Volumes(path, plan, shard, form, overwrite=overwrite, inputs=inputs)
    found.check(resume=resume)
    return found
