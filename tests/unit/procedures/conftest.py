from tests.said import refusals_can_be_said, server_at_the_other_end_of_the_world

__all__ = ["refusals_can_be_said", "server_at_the_other_end_of_the_world"]
