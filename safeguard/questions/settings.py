"""What `manage.py` needs for the three questions: nothing but this app. No database, no broker, no secret."""

INSTALLED_APPS = ["safeguard.questions"]
USE_TZ = True
USE_I18N = False
