"""Safeguard: the statutory procedure when a child is hurt at school."""

__version__ = "0.1.0"
