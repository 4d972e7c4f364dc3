"""What becomes of measures and meetings when somebody leaves."""

from commissions.presenters.leaving import open_duties
from commissions.services.handovers import hand_over_measures
from safeguard.accounts.services.duties import register_hand_over, register_open_duties

register_hand_over(hand_over_measures)
register_open_duties(open_duties)
