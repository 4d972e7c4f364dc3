from tests.said import refusals_can_be_said

__all__ = ["refusals_can_be_said"]
