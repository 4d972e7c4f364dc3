"""Children who are named in clear where a paper writes codes."""

from collections.abc import Mapping

from commissions.domain.names import names_in
from commissions.models import Hearing, Meeting
from commissions.selectors.sides import CodedChild, coded_children
from safeguard.organisations.models import Organisation
from safeguard.vault import keys


def children_named(meeting: Meeting, texts: Mapping[str, str]) -> dict[str, CodedChild]:
    """By text: the first child of the meeting's cases whose family and given name it holds."""
    if not any(texts.values()):
        return {}
    language = Organisation.objects.values_list("language", flat=True).get(pk=meeting.school_id)
    case_ids = Hearing.objects.filter(meeting=meeting).values_list("case_id", flat=True)
    children = coded_children(case_ids, language)
    keys.load({child.child.data_key_id for child in children})
    found: dict[str, CodedChild] = {}
    for name, text in texts.items():
        for child in children:
            if name not in found and names_in(text, child.child.open("name")):
                found[name] = child
    return found
