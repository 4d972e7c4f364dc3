from django.apps import AppConfig


class TokensConfig(AppConfig):
    name = "safeguard.tokens"
    label = "tokens"
