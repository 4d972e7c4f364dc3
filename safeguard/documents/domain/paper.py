"""An order, a request, an extract, an undertaking: every paper that isn't a letter to a body or the minutes."""

from dataclasses import dataclass, field

from safeguard.documents.domain.sheet import Fact, Issuer


@dataclass(frozen=True)
class Grid:
    """A table with a head, such as the composition of a commission."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class SignLine:
    """Who signs: office on the left, name on the right, the hand between them."""

    office: str
    name: str


@dataclass(frozen=True)
class PaperSheet:
    """Every text is already in the language of record. Without `heading` it's a letter.

    `order_word` stands between the ground and the points of an order; `source` is where the paper is asked for.
    """

    language: str
    issuer: Issuer
    heading: str
    dated_on: str
    place: str
    number: str
    addressee: tuple[str, ...]
    subject: str
    opening: tuple[str, ...]
    order_word: str
    points: tuple[str, ...]
    table_head: tuple[str, str, str]
    facts: tuple[Fact, ...]
    grids: tuple[Grid, ...]
    closing: tuple[str, ...]
    signs: tuple[SignLine, ...]
    source: str
    receipt_title: str = ""
    receipt: tuple[Fact, ...] = field(default_factory=tuple)
    acquainted: Grid | None = None
    executor: str = ""
