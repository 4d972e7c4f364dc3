#!/usr/bin/env python3
"""Django's command line."""

import os
import sys

from django.core.management import execute_from_command_line

#: Questions to the rulebook: they load none of the application, so they need no database, server or secret.
QUESTIONS = {"check_rulebook", "explain", "tally", "workdays"}

if __name__ == "__main__":
    if QUESTIONS.intersection(sys.argv[1:2]):
        os.environ["DJANGO_SETTINGS_MODULE"] = "safeguard.questions.settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeguard.settings")
    execute_from_command_line(sys.argv)
