"""Answers in the words of the page, the paper and the calendar file."""
