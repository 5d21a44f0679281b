"""Where the files that cableconv carries are: its data, and the schemas that are published with it.

Law of this file: a path from the package's own folder, never from a document.
"""

from __future__ import annotations

import os

from cableconv.errors import InternalError

SCHEMA_VERSION = "1.0"
SCHEMA_FILES = {  # by name and form, the usual form first
    "tei": {
        "rng": "cableconv.rng",
        "rnc": "cableconv.rnc",
        "sch": "cableconv.sch",
        "odd": "cableconv.odd",
        "catalog": "catalog.xml",
    },
    "json": {"json": "cableconv.schema.json"},
    "report": {"json": "cableconv.report.schema.json"},
    "profile": {"json": "cableconv.profile.schema.json"},
    "config": {"json": "cableconv.config.schema.json"},
}

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(_PACKAGE, "data")
# A wheel holds the schemas inside the package; a checkout holds them beside it.
_FOLDERS = (
    os.path.join(_PACKAGE, "schemas", SCHEMA_VERSION),
    os.path.join(os.path.dirname(_PACKAGE), "schemas", SCHEMA_VERSION),
)


def schema_file(name: str) -> str:
    """The path of a packaged schema, as a string (pathlib costs start-up time).

    Raises InternalError when the installation does not hold it.
    """
    for folder in _FOLDERS:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    raise InternalError("CC690", f"the schema {name} is missing", "install cableconv again")
