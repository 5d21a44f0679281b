"""Everything that is made from the sources of the schemas, so that nothing is kept twice by hand.

Sources: schemas/1.0/cableconv.rnc (grammar and documentation), cableconv.sch (constraints), the JSON
Schemas, guide.xml (prose of the ODD), examples.xml, and the kinds of the model. Made: the RELAX NG in
XML form, the ODD, the pages of docs/schema.
"""

from __future__ import annotations

import json
from pathlib import Path

from .compact import relax_ng
from .examples import examples
from .grammar import Grammar
from .json_page import json_page
from .odd import odd
from .tei_page import tei_page

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas" / "1.0"
PAGES = ROOT / "docs" / "schema"
JSON_SCHEMAS = {
    "document": "cableconv.schema.json",
    "report": "cableconv.report.schema.json",
    "profile": "cableconv.profile.schema.json",
    "configuration": "cableconv.config.schema.json",
}


def made() -> dict[Path, bytes]:
    """Every file that is made, with its content. Raises Undocumented for what lacks documentation."""
    schema = relax_ng((SCHEMAS / "cableconv.rnc").read_text(encoding="utf-8"))
    grammar = Grammar(schema)
    definition = odd(grammar, examples(grammar), (SCHEMAS / "cableconv.sch").read_bytes())
    files = {
        SCHEMAS / "cableconv.rng": schema,
        SCHEMAS / "cableconv.odd": definition,
        PAGES / "tei.md": tei_page(definition).encode(),
    }
    for page, name in JSON_SCHEMAS.items():
        found = json.loads((SCHEMAS / name).read_bytes())
        files[PAGES / f"{page}.md"] = json_page(found, name).encode()
    return files


def stale() -> list[str]:
    """The files that are not what their sources make."""
    return [
        str(path.relative_to(ROOT))
        for path, data in made().items()
        if not path.is_file() or path.read_bytes() != data
    ]
