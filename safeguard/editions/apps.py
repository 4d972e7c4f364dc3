from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """No tables of its own: they stand in the directory of organisations. It puts a warning on the desk."""

    name = "safeguard.editions"
    label = "editions"
