"""`python -m tools.schema` makes what is made from the schemas' sources; `--check` says what is stale."""

from __future__ import annotations

import sys

from . import made, stale
from .grammar import Undocumented


def main() -> int:
    """Write the files, or check them; the exit code."""
    try:
        if sys.argv[1:] == ["--check"]:
            for name in (found := stale()):
                print(f"{name} is stale: run python -m tools.schema")
            return 1 if found else 0
        if sys.argv[1:]:
            print("usage: python -m tools.schema [--check]", file=sys.stderr)
            return 2
        for path, data in made().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except (Undocumented, SyntaxError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
