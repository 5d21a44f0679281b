"""The command check: its settings, its report, its exit code."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from cableconv import output
from cableconv.cli import many
from cableconv.cli.files import check_output, write_chunks, write_output
from cableconv.cli.messages import About, about, say, shown
from cableconv.errors import ExitCode, UsageError

_NAMED = 3  # examples in a message

if TYPE_CHECKING:
    from argparse import Namespace

    from cableconv.check.settings import Settings


def check_paths(asked: Namespace) -> int:
    """Check texts and documents; 1 when something was found at or above --fail-on."""
    from cableconv.check import settings as check_settings
    from cableconv.check.reports_ci import github_summary
    from cableconv.check.run import Run
    from cableconv.sources import paths as sources

    settings = _settings(asked)
    file, *place = check_settings.passed_over(settings)
    if file:
        where = ":".join(map(str, (shown(file), *place)))
        said = "these settings are not read: cableconv.toml stands in the same folder; keep one of the two"
        say(f"{where}: CC060 {said}")
    if asked.show_settings:
        write_output(asked, check_settings.shown(settings).encode("utf-8"))
        return ExitCode.DONE
    paths = list(asked.inputs)
    if asked.files_from is not None:
        with about(shown(asked.files_from)):
            paths += sources.paths_from(asked.files_from, asked.null)
    if not paths and asked.files_from is None:
        raise UsageError("CC040", "the following arguments are required: PATH", "see cableconv check --help")
    check_settings.refuse_empty_choice(settings)
    check_output(asked)
    outputs = (asked.output, asked.write_baseline)
    _refuse_what_is_read(asked, settings)
    run = Run(paths, settings, keep_marks=bool(asked.write_baseline), outputs=outputs)
    write_chunks(asked, (chunk.encode("utf-8") for chunk in run.chunks()))
    for line in run.remarks_apart.splitlines():
        say(line)
    many.say_notes(run.gauge)
    if found := run.unopened:
        named = ", ".join(map(shown, found[:_NAMED])) + (", ..." if len(found) > _NAMED else "")
        said = "archives and tables in folders are not opened"
        say(f"cableconv: CC061 {said}: {named}; name them, or exclude them")
    if asked.write_baseline:
        with about(shown(asked.write_baseline)):
            output.write_atomically(asked.write_baseline, run.baseline.encode("utf-8"))
    if settings.output_format == "github" and (step := os.environ.get("GITHUB_STEP_SUMMARY")):
        with about(shown(step)):
            output.append(step, github_summary(run.tally).encode("utf-8"))
    return run.exit_code


def _refuse_what_is_read(asked: Namespace, settings: Settings) -> None:
    """No report or baseline replaces a list, settings or a baseline that are read, or one the other; that a
    baseline is brought up to date is wanted. Raises UsageError."""
    written = {
        asked.output: (asked.files_from, settings.source, settings.baseline),
        asked.write_baseline: (asked.files_from, settings.source),
    }
    for path, read in written.items():
        if path and any(output.is_same_file(path, other) for other in read if other):
            raise About(shown(path), output.same_file())
    if (
        asked.output
        and asked.write_baseline
        and os.path.realpath(asked.output) == os.path.realpath(asked.write_baseline)
    ):
        said = "the report and the baseline are one file"
        raise About(shown(asked.output), UsageError("CC030", said, "choose another name for one of them"))


def _settings(asked: Namespace) -> Settings:
    """From the configuration file, and over them those of the command line."""
    from cableconv.check import paths as check_paths
    from cableconv.check import settings as check_settings

    try:
        found = check_settings.Settings() if asked.no_config else check_settings.found_from(os.getcwd())
    except check_settings.Misconfigured as error:
        raise About(shown(error.file), error) from error
    given = {name: value for name, value in vars(asked).items() if value is not None}
    for name in ("select", "ignore", "include", "exclude"):
        if name in given:
            given[name] = tuple(
                part.strip() for each in given[name] for part in each.split(",") if part.strip()
            )
    for name in ("include", "exclude"):
        if name in given and found.source:
            folder = os.path.dirname(found.source)
            given[name] = tuple(check_paths.anchored(each, os.getcwd(), folder) for each in given[name])
    known = {field.name for field in fields(found)}
    try:
        chosen = {name: check_settings.checked(name, value) for name, value in given.items() if name in known}
    except check_settings.Wrong as error:
        raise UsageError("CC040", f"argument --{error}", "see cableconv check --help") from error
    return replace(found, **chosen)
