"""Columns that hold sealed values, and rows that know how to open them."""

from typing import Any
from uuid import UUID

from django.db import models

from safeguard.vault import envelope, keys
from safeguard.vault.envelope import Place
from safeguard.vault.models import DataKey


class SealedField(models.BinaryField):
    """`version | key id | nonce | ciphertext`. Read and written through `SealedRow.open` and `seal`."""


class SealedRow(models.Model):
    """A row with sealed columns under one data key. All of it needs an open school scope."""

    data_key = models.ForeignKey(DataKey, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True

    pk: Any
    school_id: UUID

    def seal(self, column: str, text: str | None) -> None:
        """Set a column to the sealed text; None and empty leave it empty when the column allows it."""
        nullable = self._meta.get_field(column).null  # type: ignore[union-attr]
        if not text and nullable:
            setattr(self, column, None)
            return
        self.seal_bytes(column, (text or "").encode())

    def open(self, column: str) -> str:
        """The clear text, empty when there is none; `Shredded` when its key was erased."""
        return self.open_bytes(column).decode()

    def seal_bytes(self, column: str, clear: bytes) -> None:
        key = self._key()
        setattr(self, column, envelope.seal(key, self.data_key_id, self._place(column), clear))

    def open_bytes(self, column: str) -> bytes:
        value = getattr(self, column)
        if value is None:
            return b""
        self._key()
        value = bytes(value)
        return envelope.unseal(keys.clear_key(envelope.key_id_of(value)), self._place(column), value)

    def _key(self) -> bytes:
        if type(self).data_key.is_cached(self):  # type: ignore[attr-defined]
            keys.remember(self.data_key)
        return keys.clear_key(self.data_key_id)

    def _place(self, column: str) -> Place:
        return Place(self.school_id, self._meta.db_table, column, self.pk)
