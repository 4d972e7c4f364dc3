"""What our fields accept beyond Django's: who reads the answer, the size of the question."""

from typing import Any


class Asked:
    """Mixed into fields. `seen_by` is shown beside the field before anything is typed."""

    def __init__(self, *args: Any, seen_by: object = "", size: str = "s", says_optional: bool = True, **kwargs: Any) -> None:
        self.seen_by, self.size, self.says_optional = seen_by, size, says_optional
        super().__init__(*args, **kwargs)
