from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "safeguard.registers"
    label = "registers"
