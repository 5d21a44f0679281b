"""Files that each hold many documents of a batch: one for all, or one for each shard.

Law of this file: a file takes its name when it is whole; what the journal says stands in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from cableconv import folders, output
from cableconv.batch import parquet_rows
from cableconv.batch.forms import Form, Unfinished
from cableconv.batch.journal_lines import Entry
from cableconv.batch.proof import digest_of
from cableconv.batch.volume_names import (
    JOURNAL,
    PACKED,
    PART,
    SUMS,
    patterns,
    remove,
    remove_unfinished,
    volume,
)
from cableconv.errors import InputError, UsageError
from cableconv.shard import Converted, Plan


class Volumes:
    """One file for all documents, or for each shard of them, written by the main process in the order
    of the input."""

    def __init__(
        self, path: str, plan: Plan, shard: int, form: Form, *, overwrite: bool, inputs: Sequence[str]
    ) -> None:
        self.form = form.name
        self.kind = form
        self.path = path
        self.plan = plan
        self.shard = shard
        self.overwrite = overwrite
        self.inputs = inputs
        self.base = os.path.basename(path)
        self.names, self.ours = patterns(self.base, form.suffix, numbered=bool(shard))
        self.beside = (PART, SUMS, *((PACKED,) if form.packed else ()))
        self.sums = path.replace("{}", "") + SUMS
        # hidden: programs that read a folder of outputs leave out what is
        self.journal = os.path.join(os.path.dirname(path), f".{self.base}{JOURNAL}")
        self.current = ""
        self.writer: Unfinished | None = None
        self.kept: dict[str, int] = {}  # files of a run before: how much of each holds
        self.doubtful: set[str] = set()  # files of a run before that do not hold, or not to their end
        self.proved: set[str] = set()  # finished files of runs before that nobody has changed
        self.done: set[str] = set()  # finished in this run
        self.waits = False  # those that replace one of a run before take its name when all are finished
        self.waiting: list[str] = []
        # told name and hash of a packed file
        self.say_whole: Callable[[str, str], None] = lambda name, digest: None

    def name(self, place: int, document: str = "") -> str:
        """The file in which a document stands, without its folder."""
        return volume(self.base, self.kind.suffix, place // self.shard) if self.shard else self.base

    def may_be_called(self, name: str) -> bool:
        """May a file of this target have this name, or one of a run whose journal would be the same?"""
        return name == folders.SUMS or self.ours.fullmatch(name) is not None

    def owns(self, path: str) -> bool:
        """Is this one of the files, finished or not, or what stands beside them?"""
        name = os.path.basename(path)
        if self._ending(name) is None:
            return False
        return os.path.realpath(os.path.dirname(path)) == os.path.realpath(os.path.dirname(self.path) or ".")

    def _ending(self, name: str) -> str | None:
        """By which ending a file of this name is one that stands beside the outputs, "" for one of them;
        None for none of these."""
        if name == os.path.basename(self.journal):
            return JOURNAL
        ending = next((each for each in self.beside if name.endswith(each)), "")
        return ending if self.names.fullmatch(name.removesuffix(ending)) else None

    def _whole(self, name: str) -> str:
        return os.path.join(os.path.dirname(self.path), name)

    def check(self, *, resume: bool) -> None:
        """Refuse an input, a file that exists when none may be replaced, and a form whose package is missing.
        Raises UsageError or InputError."""
        if any(output.is_same_file(self.path, path) for path in self.inputs):
            raise output.same_file()
        if self.kind.packed:
            parquet_rows.package()
        if output.is_special(self.path):
            raise UsageError("CC050", f"{self.path} is a pipe or a device", "name a file, or a folder")
        first = self._whole(self.name(0))
        if not self.overwrite and not resume and os.path.lexists(first):  # else it may be proved to be ours
            what = f"the output {os.path.basename(first)}" if self.shard else "the output"
            raise InputError("CC034", f"{what} exists", "choose another name, or leave --no-overwrite out")

    def standing(self) -> list[str]:
        """The files that stand there finished, by this command or another with such names."""
        return [path for path, ending in self.occupied() if not ending]

    def occupied(self) -> Iterator[tuple[str, str]]:
        """The files that stand where this may write, and by which ending each is one that stands beside."""
        folder = os.path.dirname(self.path)
        try:
            listed = sorted(os.listdir(folder or os.curdir))
        except OSError:
            return
        for name in listed:
            ending = self._ending(name)
            if ending is not None:
                yield os.path.join(folder, name), ending

    def usable(self, entries: Sequence[Entry], finished: Mapping[str, str]) -> list[Entry]:
        """The entries of a run before that hold: their bytes stand in files that are finished, or can be gone
        on with. finished: hashes of packed files. Raises InputError, also where nothing may be replaced and
        a file is in the way that no run before has written, or that somebody has changed."""
        found: list[Entry] = []
        for name, group in groupby(entries, key=lambda entry: entry.output):
            given = list(group)
            held = [] if self.doubtful else given[: self._standing(name, given, finished.get(name, ""))]
            found += held
            if held:
                self.kept[name] = held[-1].length
            if len(held) < len(given):
                self.doubtful.add(name)
                if held and self._is_finished(name):  # and is damaged
                    self._refuse(name)
                    self._reopen(name, held[-1].length)
            elif self._is_finished(name):
                self.proved.add(name)
        self._refuse(self.name(0))
        return found

    def _refuse(self, name: str) -> None:
        """Raise InputError when a file stands there that may not be replaced."""
        if not self._may_replace(name):
            raise InputError(
                "CC034",
                f"the output {name} exists, and nothing proves that a run before has written it so",
                "choose another name, or leave --no-overwrite out",
            )

    def _may_replace(self, name: str) -> bool:
        return self.overwrite or name in self.proved or not os.path.lexists(self._whole(name))

    def _reopen(self, name: str, length: int) -> None:
        """A finished file is gone on with at this length, in a copy: it stays until that is whole. Raises
        InputError."""
        whole = self._whole(name)
        try:
            with open(whole + PART, "wb") as part:
                part.writelines(self.kind.beginning(whole, length))
        except OSError as error:
            raise output.stopped(error) from error

    def _standing(self, name: str, entries: Sequence[Entry], digest: str) -> int:
        path = self._whole(name)
        if self._is_finished(name):
            return self.kind.standing(path, entries, self.plan, digest)
        return self.kind.standing(path + PART, entries, self.plan)

    def finished(self, place: int) -> bool:
        """Was the file of this place finished in a run before?"""
        return self.name(place) in self.kept and self._is_finished(self.name(place))

    def _is_finished(self, name: str) -> bool:
        whole = self._whole(name)
        return os.path.exists(whole) and not os.path.exists(whole + PART)

    def rewind(self, kept: Sequence[Entry], dropped: Sequence[Entry], place: int) -> None:
        """Take back what a run before has written, as far as these entries do not hold any more, and go on
        at this place."""
        lengths = {entry.output: entry.length for entry in kept}
        for name in {self.name(place), *(entry.output for entry in dropped)}:
            whole = self._whole(name)
            if name in lengths:
                if self._is_finished(name):
                    self._reopen(name, lengths[name])
                self.kept[name] = lengths[name]
            else:  # it is made again, or left
                self.kept.pop(name, None)
                self.doubtful.add(name)
                remove_unfinished(whole)

    def advance(self, place: int) -> None:
        """The documents from here on; the file before them is finished. Raises InputError."""
        name = self.name(place)
        if name != self.current:
            self._finish()
            self.current = name

    def take(self, place: int, done: Converted) -> int:
        """Write a document; how long its file is now. Raises InputError."""
        self.advance(place)
        try:
            if self.writer is None:
                self._open()
            assert self.writer is not None
            return self.writer.add(done)
        except OSError as error:
            raise output.stopped(error) from error

    def _open(self) -> None:
        whole = self._whole(self.current)
        self._refuse(self.current)
        if any(output.is_same_file(whole, path) for path in self.inputs):
            raise output.same_file()
        self.writer = self.kind.opened(whole + PART, self.plan, self.kept.get(self.current, 0))

    def _finish(self) -> None:
        whole = self._whole(self.current)
        try:
            if self.writer is None:
                if self.current not in self.kept or self._is_finished(self.current):
                    return
                self._open()  # of a run before, which did not come to its end
            assert self.writer is not None
            self.writer.finish()
            self.writer = None
            if self.kind.packed:
                parquet_rows.pack(whole + PART, whole + PACKED)
                self.say_whole(self.current, digest_of(whole + PACKED, sync=True))
            if self.waits and os.path.lexists(whole):
                self.waiting.append(whole)
            else:
                self._replace(whole)
            self.done.add(self.current)
        except OSError as error:
            raise output.stopped(error) from error

    def close(self, *, whole: bool) -> None:
        """The end; whole says whether everything was done. Raises InputError."""
        if whole:
            self._finish()
            try:
                for each in self.waiting:
                    self._replace(each)
            except OSError as error:
                raise output.stopped(error) from error
            for name in self.doubtful - self.done:
                remove_unfinished(self._whole(name))
            return
        remove(*(each + PACKED for each in self.waiting))
        if self.writer is not None:
            self.writer.abandon()

    def _replace(self, whole: str) -> None:
        """A finished file takes its name; what it was made of goes last, so that it is there until then."""
        os.replace(whole + (PACKED if self.kind.packed else PART), whole)
        remove_unfinished(whole)

    def files(self) -> list[str]:
        """The names of all files that stand there now."""
        return sorted(name for name in self.done | self.kept.keys() if os.path.exists(self._whole(name)))

    def left(self, written: Mapping[str, str], *, checksums: bool) -> list[str]:
        """Names of files of runs before, which this one has not made: shards that are too many or others,
        checksums. Unfinished ones are taken away."""
        before = {name for name in written if name != folders.SUMS}
        for name in before:
            remove_unfinished(self._whole(name))
        ours = {*self.files(), *([os.path.basename(self.sums)] if checksums else [])}
        try:
            listed = os.listdir(os.path.dirname(self.path) or os.curdir)
        except OSError:
            return []
        return sorted(name for name in listed if name not in ours and (name in before or self._is_ours(name)))

    def _is_ours(self, name: str) -> bool:
        return self.names.fullmatch(name.removesuffix(SUMS)) is not None
