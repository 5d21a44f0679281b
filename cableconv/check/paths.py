"""Where the paths of a check count from: of reports, of baselines, of the patterns of settings.

Law of this file: the same file has the same name in a report or a baseline from whatever folder it was
checked. A web site of a repository knows files from the repository's root only.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Mapping
from fnmatch import fnmatch
from glob import escape

_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # where GitHub and GitLab say that the repository is
_OF_SITES = ("github", "gitlab", "sarif")  # formats that a site of repositories reads
_OF_JOBS = ("concise",)  # read by a problem matcher, in a job that names its checkout


def named_root(folder: str, variables: Mapping[str, str]) -> str:
    """The checkout that the variables of a CI job name, when the folder is in it; else empty."""
    named = (os.path.realpath(variables[name]) for name in _CHECKOUTS if variables.get(name))
    return next((root for root in named if is_below(os.path.realpath(folder), root)), "")


def root(folder: str, settings_file: str, variables: Mapping[str, str]) -> str:
    """The folder from which a run in this folder names its files: the checkout of the CI job, else the
    repository, else where the settings stand, else the folder itself."""
    found = named_root(folder, variables)
    if found:
        return found
    above = folder
    while not os.path.lexists(os.path.join(above, ".git")):
        if above == os.path.dirname(above):
            return os.path.dirname(settings_file) or folder
        above = os.path.dirname(above)
    return above


def counts_from_root(output_format: str, in_checkout: bool) -> bool:
    """Does a report in this format name files from the root, and not from the folder of the run?"""
    return output_format in _OF_SITES or (in_checkout and output_format in _OF_JOBS)


def is_below(path: str, folder: str) -> bool:
    """Is the path the folder, or inside it?"""
    return os.path.join(path, "").startswith(os.path.join(folder, ""))


def from_folder(path: str, folder: str) -> str:
    """The path, which counts from the folder of the run, from another one; - is standard input. A path that
    leads into the folder by a link to one above it counts as what it is."""
    if path == "-":
        return path
    whole = os.path.abspath(path)
    if not is_below(whole, folder):
        parent, name = os.path.split(whole)
        real = os.path.join(os.path.realpath(parent), name)
        whole = real if is_below(real, folder) else whole
    return os.path.relpath(whole, folder)


def holder(path: str, holders: Container[str]) -> str:
    """The archive or table in which the document of this path is, else empty."""
    end = path.find("/")
    while end >= 0:
        if path[:end] in holders:
            return path[:end]
        end = path.find("/", end + 1)
    return ""


def from_root(path: str, folder: str) -> str:
    """The same for a report: a file that is not below the folder has its whole path."""
    found = from_folder(path, folder)
    return os.path.abspath(path) if found.startswith("..") else found


def from_here(path: str) -> str:
    """The path as a report for people has it: from the folder of the run where the file is below it."""
    if not os.path.isabs(path):
        return os.path.normpath(path)
    below = os.path.relpath(path)
    return path if below.startswith("..") else below


def anchored(pattern: str, folder: str, to: str) -> str:
    """A pattern with a slash, which counts from one folder, as it counts from another."""
    if "/" not in pattern:
        return pattern
    return os.path.relpath(os.path.join(escape(folder), pattern), escape(to)) + "/"


def takes(path: str, include: Iterable[str], exclude: Iterable[str]) -> bool:
    """Is the file to be checked? Path and patterns count from the same folder."""
    shown = path.replace(os.sep, "/")
    included = list(include)
    return (not included or _matches_any(shown, included)) and not _matches_any(shown, exclude)


def _matches_any(path: str, patterns: Iterable[str]) -> bool:
    return any(_matches(path, pattern) for pattern in patterns)


def _matches(path: str, pattern: str) -> bool:
    """A pattern with a slash is for the path or its beginning, one without for any name in it."""
    if "/" in pattern:
        bare = os.path.normpath(pattern)
        return fnmatch(path, bare) or fnmatch(path, bare + "/*")
    return any(fnmatch(name, pattern) for name in path.split("/"))
