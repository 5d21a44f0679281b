"""Pages of docs/schema from the JSON Schemas."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
_LARGEST = 2**53 - 1  # the limit of every integer in JSON as others read it


def json_page(schema: Schema, file: str) -> str:
    """A JSON Schema as Markdown: what it is about, then every object with its keys."""
    parts = [
        f"# {schema['title']}\n\nMade from `schemas/1.0/{file}` by `python -m tools.schema`; do not edit.\n\n"
        f"{schema['description']}\n"
    ]
    if "properties" in schema:
        parts.append(f"\n## The whole\n{_table(schema)}")
    elif "oneOf" in schema:
        parts.append(f"\nThe whole is {_type(schema)}.\n")
    for name, inner in schema.get("$defs", {}).items():
        parts.append(_definition(name, inner))
    return "".join(parts)


def _definition(name: str, schema: Schema) -> str:
    if "properties" in schema:
        return _object(name, schema)
    about = schema.get("description", "")
    alternatives = [each for each in schema.get("oneOf", ()) if "properties" in each]
    text = f"\n## {name}\n\n{about}\n" if about else f"\n## {name}\n"
    if not alternatives:
        return f"{text}\n{_sentence(_type(schema))}\n"
    for each in alternatives:
        text += f"\n{each.get('description', '')}\n{_table(each)}"
    return text


def _object(name: str, schema: Schema) -> str:
    return f"\n## {name}\n\n{schema.get('description', '')}\n{_table(schema)}"


def _table(schema: Schema) -> str:
    """The keys of an object."""
    rows = ["\n| key | | value | meaning |\n|---|---|---|---|\n"]
    required = schema.get("required", ())
    for key, value in schema["properties"].items():
        must = "required" if key in required else ""
        meaning = value.get("description", "")
        if value.get("default") not in (None, ""):
            meaning += f" Default: {_literal(value['default'])}."
        rows.append(f"| `{key}` | {must} | {_type(value)} | {meaning.strip()} |\n")
    return "".join(rows)


def _type(schema: Schema) -> str:
    """What a value may be, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in schema:
        return _literal(schema["const"])
    if "enum" in schema:
        return ", ".join(map(_literal, schema["enum"]))
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return " or ".join(_type(each) for each in schema[key])
    kind = schema.get("type")
    if kind == "array":
        return _array(schema)
    if kind == "object":
        if "properties" in schema:
            return "an object: " + ", ".join(
                f"`{key}` {_type(value)}" for key, value in schema["properties"].items()
            )
        return f"an object of {_type(schema.get('additionalProperties') or {})}"
    return _plain(schema)


def _array(schema: Schema) -> str:
    members = schema.get("prefixItems")
    if members:
        return "an array: " + ", ".join(map(_type, members))
    least = " of one or more" if schema.get("minItems") else " of"
    return f"an array{least}: {_type(schema.get('items', {}))}"


def _plain(schema: Schema) -> str:
    kind = str(schema.get("type", "any value"))
    bounds = [
        f"{word} {schema[key]}"
        for key, word in (("minimum", "from"), ("maximum", "to"))
        if key in schema and schema[key] != _LARGEST
    ]
    if schema.get("minLength"):
        bounds.append("not empty")
    pattern = f" matching `{_cell(schema['pattern'])}`" if "pattern" in schema else ""
    return " ".join([kind, *bounds]) + pattern


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "")


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, list):
        return "`[" + ", ".join(f'"{each}"' for each in value) + "]`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
