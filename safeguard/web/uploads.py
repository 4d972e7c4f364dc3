"""A file that is too large must not cost the person the rest of the form.

A limit on the request's body would refuse everything with it. Instead the bytes beyond the limit are dropped as they
come in, the form is read to its end, and the file's own field says that it is too large (safeguard.forms.files).
"""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class LimitedUpload(FileUploadHandler):
    """First of the handlers: lets a file through up to the limit, then swallows it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002
        self.received += len(raw_data)
        return raw_data if self.received <= settings.MAX_UPLOAD_BYTES else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Its name and true size, without content; None lets the next handler give the file."""
        if file_size <= settings.MAX_UPLOAD_BYTES:
            return None
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)
