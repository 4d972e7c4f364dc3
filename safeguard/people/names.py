"""A person's name: three parts, stored one a line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FullName:
    """Family name, given name, patronymic. A name of which only the whole is known has a family part alone."""

    family: str
    given: str = ""
    patronymic: str = ""

    @classmethod
    def read(cls, stored: str) -> "FullName":
        family, given, patronymic, *_ = [*stored.split("\n"), "", "", ""]
        return cls(family, given, patronymic)

    @property
    def stored(self) -> str:
        return "\n".join((self.family, self.given, self.patronymic)).rstrip("\n")

    @property
    def spoken(self) -> str:
        """As the register writes it: family name first."""
        return " ".join(part for part in (self.family, self.given, self.patronymic) if part)

    def tidied(self) -> "FullName":
        """Without the spaces that fingers leave."""
        return FullName(*(" ".join(part.split()) for part in (self.family, self.given, self.patronymic)))
