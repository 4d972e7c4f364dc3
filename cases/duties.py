"""What becomes of cases when somebody leaves."""

from cases.services.handovers import hand_over_cases
from safeguard.accounts.services.duties import register_hand_over

register_hand_over(hand_over_cases)
