"""What our fields accept beyond Django's: who reads the answer, the size of the question."""

from typing import Any


class Asked:
    """Mixed into fields. `seen_by` is shown beside the field before anything is typed.

    A message of our own ("Choose one answer") stands in the error summary after the question's label; a message that
    the form wrote for this very question (`error_messages`) stands alone. `required_message` is the class's own.
    """

    required_message: object = ""

    def __init__(
        self, *args: Any, seen_by: object = "", size: str = "s", says_optional: bool = True, **kwargs: Any
    ) -> None:
        self.seen_by, self.size, self.says_optional = seen_by, size, says_optional
        written = kwargs.get("error_messages") or {}
        self.written_messages = frozenset(written)
        if self.required_message:
            kwargs["error_messages"] = {"required": self.required_message, **written}
        super().__init__(*args, **kwargs)
