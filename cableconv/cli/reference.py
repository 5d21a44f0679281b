"""The commands rules and schema, which print what the project documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cableconv import input
from cableconv.cli.files import check_output, write_output
from cableconv.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from argparse import Namespace


def print_rules(asked: Namespace) -> int:
    """Print one rule, or all."""
    from cableconv import rules

    check_output(asked)
    if asked.code is None:
        text = rules.markdown() if asked.markdown else rules.listed()
    elif asked.code.upper() in rules.rules():
        text = rules.described(rules.rules()[asked.code.upper()])
    else:
        raise UsageError("CC045", f"there is no code {asked.code}", "cableconv rules lists all")
    write_output(asked, text.encode("utf-8"))
    return ExitCode.DONE


def print_schema(asked: Namespace) -> int:
    """Print a schema that the output follows."""
    from cableconv.resources import SCHEMA_FILES, schema_file

    forms = SCHEMA_FILES[asked.name]
    form = asked.form or next(iter(forms))
    if form not in forms:
        raise UsageError("CC043", f"the schema {asked.name} has no form {form}", f"forms: {', '.join(forms)}")
    check_output(asked)
    write_output(asked, input.read_input(schema_file(forms[form])))
    return ExitCode.DONE
