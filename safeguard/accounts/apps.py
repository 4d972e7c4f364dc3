from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    name = "safeguard.accounts"
    label = "accounts"

    def ready(self) -> None:
        from safeguard.accounts.checks import no_demo_accounts_outside_a_demo

        checks.register(no_demo_accounts_outside_a_demo, checks.Tags.database)
