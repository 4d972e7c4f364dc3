"""The commands `explain`, `tally` and `workdays`: anybody may ask the rulebook, without a database or a secret."""
