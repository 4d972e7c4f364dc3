"""What becomes of cases when somebody leaves."""

from cases.presenters.leaving import open_duties
from cases.services.handovers import hand_over_cases
from safeguard.accounts.services.duties import register_hand_over, register_open_duties

register_hand_over(hand_over_cases)
register_open_duties(open_duties)
