"""Addresses of the procedures: read by everybody, entered, reviewed and adopted by who may."""

from safeguard.editions.views import adoption, drafts, entry, procedures
from safeguard.editions.views.places import answering, entering, reading

app_name = "editions"

urlpatterns = [
    *reading("", procedures.procedures, "list"),
    *entering("adopt/", adoption.adopt, "adopt"),
    *entering("orders/<uuid:adoption_id>/withdraw/", adoption.withdraw, "withdraw_order"),
    *answering("drafts/<uuid:draft_id>/", drafts.draft, "draft"),
    *entering("drafts/<uuid:draft_id>/act/", entry.change_act, "act"),
    *entering("drafts/<uuid:draft_id>/limits/", entry.limits, "limits"),
    *entering("drafts/<uuid:draft_id>/submit/", drafts.submit, "submit"),
    *entering("drafts/<uuid:draft_id>/withdraw/", drafts.withdraw, "withdraw"),
    *reading("<uuid:version_id>/", procedures.edition, "edition"),
    *entering("<uuid:version_id>/enter/", entry.enter, "enter"),
]
