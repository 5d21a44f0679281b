"""Characters that cannot be printed, made visible.

Law of this file: what it gives is printable, and text that is printable already stays as it is.
"""

from __future__ import annotations


def visible(text: str) -> str:
    """Text with every control, escape, bidirectional and otherwise unprintable character as
    \\xNN, \\uNNNN or \\UNNNNNNNN, so that it cannot steer a terminal."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _escaped(character) for character in text)


def _escaped(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
