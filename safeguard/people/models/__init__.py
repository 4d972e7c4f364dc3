from safeguard.people.models.person import Adult, Child
from safeguard.people.models.ties import Employment, Enrolment, Guardianship, SchoolClass

__all__ = ["Adult", "Child", "Employment", "Enrolment", "Guardianship", "SchoolClass"]
