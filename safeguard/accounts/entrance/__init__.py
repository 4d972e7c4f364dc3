"""Where django-allauth meets ours: forms, adapters, backend, and the guard of the second step."""
