"""Three questions that anybody may ask, and their answers as plain values.

The commands `explain`, `tally` and `workdays` ask them; so does the public page. The same functions that the
application uses answer. A question that can't be is a `DomainError` with one clear sentence.
"""

from safeguard.procedures.ask.explain import explain
from safeguard.procedures.ask.tally import tally
from safeguard.procedures.ask.timetable import Own, Timetable, facts_of, timetable
from safeguard.procedures.ask.workdays import workdays, workdays_until

__all__ = ["Own", "Timetable", "explain", "facts_of", "tally", "timetable", "workdays", "workdays_until"]
