"""A correction: what damaged characters of the text say, and why."""

from typing import NamedTuple


class Correction(NamedTuple):
    """text[start:end] is damaged and says reading; rule code, evidence in words, confidence 0-1."""

    start: int
    end: int
    reading: str
    rule: str
    evidence: str
    confidence: float

    def moved(self, by: int) -> "Correction":
        """The same in a text that begins elsewhere."""
        return self._replace(start=self.start + by, end=self.end + by)
