"""What becomes of cases when it's said, or may be, that a member is an adult who is a side."""

from cases.services.namesakes import settle_close_ones, settle_recusals
from safeguard.people.services import ties
from safeguard.people.services.links import register_consequence

register_consequence(settle_recusals)
ties.register_consequence(settle_close_ones)
