from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "safeguard.organisations"
    label = "organisations"
