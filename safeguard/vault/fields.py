"""Columns that hold sealed values, and rows that know how to open them."""

from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext

from safeguard.vault import envelope, keys
from safeguard.vault.envelope import Place
from safeguard.vault.models import DataKey


class SealedField(models.BinaryField):
    """`version | key id | nonce | ciphertext`. Read and written through `SealedRow.open` and `seal`."""


class Shredded(str):
    """Stands where a text stood whose key was erased: a page of many rows shows it and goes on.

    Ask `isinstance(text, Shredded)` before anything else is done with an opened text.
    """

    __slots__ = ()


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
        """The clear text, empty when there is none; a `Shredded` when its key was erased.

        Tampered when the value was moved here from elsewhere or changed.
        """
        try:
            return self.open_bytes(column).decode()
        except keys.KeyShredded:
            return Shredded(gettext("erased"))

    def seal_bytes(self, column: str, clear: bytes) -> None:
        self._remember_key()
        key = keys.clear_key(self.data_key_id)
        setattr(self, column, envelope.seal(key, self.data_key_id, self._place(column), clear))

    def open_bytes(self, column: str) -> bytes:
        """The clear bytes, empty when there are none; raises KeyShredded when their key was erased."""
        value = getattr(self, column)
        if value is None:
            return b""
        sealed = bytes(value)
        self._remember_key()
        return envelope.unseal(keys.clear_key(envelope.key_id_of(sealed)), self._place(column), sealed)

    def _remember_key(self) -> None:
        """A key that was read with its row (select_related) needs no query of its own."""
        if type(self).data_key.is_cached(self):  # type: ignore[attr-defined]
            keys.remember(self.data_key)

    def _place(self, column: str) -> Place:
        return Place(self.school_id, self._meta.db_table, column, self.pk)
