from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "safeguard.vault"
    label = "vault"
