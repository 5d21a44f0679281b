"""Invented headers in every layout are read exactly; what a crawler leaves of them gives no wrong value."""

from __future__ import annotations

import random

import pytest

from cableconv.fields.fragments import parse_header
from cableconv.model import Kind
from cableconv.model_header import Header
from tests.made_headers import LAYOUTS, MONTHS, marked, render


def differences(want: dict[str, object], header_: Header) -> list[str]:
    """Names of the fields that are not as wanted, with what was read."""
    got: dict[str, object] = {}
    for name in want:
        if name in ("action", "info"):
            listed = getattr(header_, f"{name}_addressees").value or ()
            got[name] = [(a.name, a.precedence, a.continuity_number) for a in listed]
        elif name == "precedence":
            p = header_.precedence.value
            got[name] = p and (p.action, p.info)
        elif name == "executive_order":
            e = header_.executive_order.value
            got[name] = e and (e.number, e.value)
        elif name == "tags":
            got[name] = tuple(t.text for t in header_.tags.value or ())
        elif name == "references":
            got[name] = tuple(r.number for r in header_.references.value or ())
        elif name == "classified_by":
            c = header_.classified_by.value
            got[name] = c and (c.title, c.name, c.reasons)
        elif name == "originator":
            o = header_.originator.value
            got[name] = o and o.name
        else:
            got[name] = getattr(header_, name).value
    return [f"{name}: {got[name]!r} for {want[name]!r}" for name in want if got[name] != want[name]]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_generated_headers_are_read_exactly(layout: str) -> None:
    rng = random.Random(layout)
    for _ in range(150):
        made = render(rng, layout)
        wrong = differences(made.want, parse_header(made.text))
        assert not wrong, "\n".join([*wrong, made.text])


def filtered(text: str) -> str:
    """The text without the lines that a crawler drops: mostly capitals, or one token."""
    kept = []
    for line in text.split("\n"):
        bare = line.strip()
        if bare and (sum(c.isupper() for c in bare) / len(bare) > 0.5 or len(bare.split()) == 1):
            continue
        kept.append(line)
    return "\n".join(kept)


@pytest.mark.parametrize("layout", ("full", "acp126", "seventies"))
def test_filtered_headers_give_no_wrong_value(layout: str) -> None:
    rng = random.Random(f"filtered {layout}")
    for _ in range(150):
        made = render(rng, layout)
        text = filtered(made.text)
        read = parse_header(text)
        assert "1. (SBU) The Minister" in "".join(s.text for s in marked(text) if s.kind is Kind.LINE), text
        for name in ("date_time_group", "executive_order", "serial", "classification"):
            if getattr(read, name).value is not None and not (
                name == "classification" and read.classification.basis
            ):
                assert not differences({name: made.want[name]}, read), text
        if "Z " in text and any(t in text for t in MONTHS):
            assert read.executive_order.value is None or f"{read.executive_order.value.number}" in text
