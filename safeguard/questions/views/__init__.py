"""The public pages. They open no session, set no cookie and ask no database."""
