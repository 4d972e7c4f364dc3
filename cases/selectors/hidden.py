"""Messages whose subject somebody may not know of any more."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from cases.models import Case, Recusal


def about_hidden(user_id: UUID) -> Q:
    """Of a case from which they are recused, or of a meeting that hears nothing else: its notice is of the meeting."""
    recused = Recusal.objects.filter(case_id=OuterRef("case_id"), user_id=user_id)
    heard = Case.objects.filter(hearings__meeting=OuterRef("subject_id"))
    of_it = Recusal.objects.filter(case_id=OuterRef("pk"), user_id=user_id)
    is_closed = Q(Exists(heard.filter(Exists(of_it)))) & ~Q(Exists(heard.exclude(Exists(of_it))))
    return Q(Exists(recused)) | is_closed
