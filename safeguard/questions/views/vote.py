"""Is it carried? Quorum and majority of a composition, and the outcome of a vote."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from safeguard.errors import DomainError
from safeguard.procedures import ask
from safeguard.questions.forms.vote import VoteForm
from safeguard.questions.presenters.votes import VoteAnswer, vote_answer
from safeguard.questions.presenters.words import language
from safeguard.questions.views.shared import frame, public_question


@public_question
def vote(request: HttpRequest) -> HttpResponse:
    form = VoteForm(request.GET)
    context = frame(request, "questions:vote") | {"form": form, "answer": _answered(form)}
    return render(request, "questions/vote.html", context)


def _answered(form: VoteForm) -> VoteAnswer | None:
    if not form.is_valid():
        return None
    try:
        found = ask.tally(form.question() | {"language": language()[:2]})
    except DomainError as refusal:
        form.refuse(refusal)
        return None
    return vote_answer(found, form.cleaned_data["composition"], has_votes=form.has_votes)
