"""What becomes of tokens when somebody leaves."""

from safeguard.accounts.services.duties import register_hand_over
from safeguard.tokens.services import hand_over_tokens

register_hand_over(hand_over_tokens)
