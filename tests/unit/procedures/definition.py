"""A small definition that has one of everything, and a way to spoil it."""

from safeguard.procedures.load import build
from safeguard.procedures.reader import read_text
from safeguard.procedures.schema import Procedure

WORDS = '{ uk = "а", kk = "ә", ru = "б", en = "a" }'
CITATION = '{ document = "order", chapter = "one", point = "2", item = "3", paragraph = "4", rows = ["XX-1"] }'
SMALL = f"""\
id = "xx-1"
in_force_from = 2025-09-01
country = "xx"
language = "uk"
timezone = "Europe/Kyiv"
calendar = "ua-peace"
adult_learners = true
title = {WORDS}

[edition]
checked_on = 2026-01-01
held = {WORDS}

[document.order]
title = {WORDS}
act = {WORDS}

[document.order.chapters]
one = {WORDS}

[reminders.hours]
remind = ["4h", "30m"]
escalate = [{{ after = "0h", to = "head" }}]

[reminders.working_days]
remind = ["day before 09:00", "last day 09:00"]
escalate = []

[reminders.calendar_days]
remind = []
escalate = []

[reminders.clock]
remind = ["1h"]
escalate = [{{ after = "30m", to = "deputy" }}]

[[recipient]]
key = "police"
title = {WORDS}
citation = {CITATION}

[[side]]
key = "victim"
title = {WORDS}
citation = {CITATION}

[[kind]]
key = "physical"
title = {WORDS}
citation = {CITATION}

[[kind_list]]
key = "printed"
title = {WORDS}
columns = {{ blows = {WORDS} }}
counted_as = {{ physical = "blows" }}
citation = {CITATION}

[[place]]
key = "yard"
title = {WORDS}
citation = {CITATION}

[[rule]]
key = "notice"
title = {WORDS}
duty_of = ["principal"]
starts_on = "received"
within = {{ count = 24, unit = "hours" }}
met_by = "notice.given"
recipient = "police"
citation = {CITATION}

[[rule]]
key = "order"
title = {WORDS}
duty_of = ["principal"]
starts_on = "accepted"
within = {{ count = 1, unit = "working_days" }}
met_by = "commission.ordered"
citation = {CITATION}

[[rule]]
key = "hearing"
title = {WORDS}
duty_of = ["principal"]
starts_on = "commission_ordered"
projected_from = "order"
within = {{ count = 3, unit = "calendar_days", roll = true }}
met_by = "meeting.held"
citation = {CITATION}
remind = ["2h"]

[[rule]]
key = "announcement"
title = {WORDS}
duty_of = ["secretary"]
starts_on = "meeting"
projected_from = "hearing"
before = {{ days = 1, at = 18:00:00 }}
met_by = "meeting.announced"
citation = {CITATION}

[[rule]]
key = "aid"
title = {WORDS}
duty_of = ["staff"]
starts_on = "received"
met_by = "notice.given"
recipient = "police"
citation = {CITATION}
note = {WORDS}

[[rule]]
key = "after_aid"
title = {WORDS}
duty_of = ["staff"]
starts_on = "qualified"
projected_from = "aid"
within = {{ count = 2, unit = "calendar_days" }}
met_by = "notice.given"
recipient = "police"
default = true
citation = {CITATION}

[[rule]]
key = "second_hearing"
title = {WORDS}
duty_of = ["staff"]
starts_on = "meeting"
projected_from = "hearing"
default_within = {{ count = 0, unit = "calendar_days" }}
met_by = "meeting.held"
citation = {CITATION}

[commission]
title = {WORDS}
officers = ["chair"]
chair_is = "principal"
minimum = 8
minimum_refuses = true
minimum_citation = {CITATION}
default = true
formed = ["standing", "per_case"]
guardians = "may_be_members"
investigator = "authorised_persons"
tie = "literal"
vote_citation = {CITATION}
quorum = {{ part = 1, of = 2, citation = {CITATION} }}

[[commission.seat]]
key = "psychologist"
title = {WORDS}
required = true
citation = {CITATION}

[[commission.substitution]]
office = "chair"
when_absent = ["chair"]
by = "elected_member"
citation = {CITATION}

[qualification]
systematic = true
right_told = true
citation = {CITATION}

[minutes]
title = {WORDS}
signers = ["chair", "members"]
copies = 2
copies_for = ["school", "police"]
paper_original = true
citation = {CITATION}

[[minutes.field]]
key = "date"
title = {WORDS}
citation = {CITATION}

[[register]]
key = "journal"
title = {WORDS}
citation = {CITATION}

[[register.column]]
key = "number"
title = {WORDS}
group = {WORDS}
"""


def spoilt(old: str, new: str) -> str:
    """The definition with the first `old` replaced: it must be there, else the case would test nothing."""
    assert old in SMALL, old
    return SMALL.replace(old, new, 1)


def small(text: str = SMALL) -> Procedure:
    return build(read_text(text, "xx-1@2025-09-01.toml"))
