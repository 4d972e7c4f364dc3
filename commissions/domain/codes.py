"""Codes that stand for children in the minutes: the same as in the letters of the case."""

from cases.domain.codes import LETTERS, codes

__all__ = ["LETTERS", "codes"]
