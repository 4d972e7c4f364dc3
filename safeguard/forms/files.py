"""Uploads: what a file is, is read from its bytes; its name and the browser's word count for nothing."""

import io
import zipfile
from typing import Any

import puremagic
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image

from safeguard import dates
from safeguard.forms.options import Asked

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Media type to the word people use for it and the endings a phone or Windows gives.
KINDS = {
    "application/pdf": ("PDF", (".pdf",)),
    "image/png": ("PNG", (".png",)),
    "image/jpeg": ("JPEG", (".jpg", ".jpeg")),
    "image/webp": ("WebP", (".webp",)),
    "video/mp4": ("MP4", (".mp4",)),
    _DOCX: ("DOCX", (".docx",)),
    _XLSX: ("XLSX", (".xlsx",)),
}
EVIDENCE = ("application/pdf", "image/png", "image/jpeg", "image/webp", "video/mp4", _DOCX)
PAPERS = ("application/pdf", "image/png", "image/jpeg", _DOCX)
TABLES = (_XLSX,)
_OFFICE = {"word/document.xml": _DOCX, "xl/workbook.xml": _XLSX}
_MAX_PIXELS = 80_000_000
_ERRORS = {
    "required": _("Choose a file"),
    "empty": _("“%(name)s” is empty"),
    "large": _("“%(name)s” is too large: %(size)s. At most %(limit)s are possible"),
    "kind": _("“%(name)s” can't be accepted. Possible: %(kinds)s"),
    "content": _("“%(name)s” can't be accepted: what is inside isn't %(kind)s"),
    "name": _("“%(name)s” isn't what its name says: inside it is %(found)s"),
    "broken": _("“%(name)s” can't be read. It may be damaged"),
    "many": _("At most %(limit)s files at a time"),
}


def sniff(content: bytes) -> str | None:
    """The media type by the bytes, one of KINDS; None for everything else, a document with macros too."""
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return None
    likely = [match.mime_type for match in found if match.confidence >= 0.3]
    return next((kind for kind in likely if kind in KINDS), None)


def _office(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    return next((kind for part, kind in _OFFICE.items() if part in names), None)


class FileField(Asked, forms.FileField):
    """One file. Gives Django's uploaded file with `media_type` set from its bytes."""

    required_message = _ERRORS["required"]
    widget = forms.FileInput

    def __init__(self, *, kinds: tuple[str, ...] = EVIDENCE, max_bytes: int | None = None, **kwargs: Any) -> None:
        self.kinds, self.max_bytes = kinds, max_bytes or settings.MAX_UPLOAD_BYTES
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        endings = [ending for kind in self.kinds for ending in KINDS[kind][1]]
        return {**super().widget_attrs(widget), "accept": ",".join(endings)}

    def to_python(self, data: Any) -> UploadedFile | None:
        """Size before content: a refused file is never read."""
        if data is None or data in self.empty_values:
            return None
        if not data.size:
            raise self._error("empty", data)
        if data.size > self.max_bytes:
            size, limit = dates.size(data.size), dates.size(self.max_bytes)
            raise self._error("large", data, size=size, limit=limit)
        content = data.read()
        data.seek(0)
        kind = sniff(content)
        if kind is None and (claimed := self._claimed(data)):
            raise self._error("content", data, kind=claimed)
        if kind not in self.kinds:
            raise self._error("kind", data, kinds=", ".join(KINDS[kind][0] for kind in self.kinds))
        self._compare(data, kind, content)
        data.media_type = kind
        return data  # type: ignore[no-any-return]

    def _claimed(self, data: UploadedFile) -> str:
        """The kind that the ending promises, of those that are possible here."""
        name = str(data.name).lower()
        return next((KINDS[kind][0] for kind in self.kinds if name.endswith(KINDS[kind][1])), "")

    def _compare(self, data: UploadedFile, kind: str, content: bytes) -> None:
        word, endings = KINDS[kind]
        if not str(data.name).lower().endswith(endings):
            raise self._error("name", data, found=word)
        if kind.startswith("image/"):
            try:
                with Image.open(io.BytesIO(content)) as picture:
                    if picture.width * picture.height > _MAX_PIXELS:
                        raise self._error("broken", data)
                    picture.verify()
            except (OSError, SyntaxError, Image.DecompressionBombError):
                raise self._error("broken", data) from None

    def _error(self, code: str, data: UploadedFile, **params: object) -> ValidationError:
        return ValidationError(_ERRORS[code], code=code, params={"name": data.name, **params})


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002
        """All of them; Django's own gives the last."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(FileField):
    """Several files at once. Gives a list; one refused file refuses with its own name."""

    widget = _SeveralFiles

    def __init__(self, *, max_files: int = 10, **kwargs: Any) -> None:
        self.max_files = max_files
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not files:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if len(files) > self.max_files:
            raise ValidationError(_ERRORS["many"], code="many", params={"limit": self.max_files})
        kept, errors = [], []
        for one in files:
            try:
                kept.append(super().clean(one, initial))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return kept
