from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "safeguard.tenancy"
    label = "tenancy"
