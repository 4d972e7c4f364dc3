"""Which edition of a procedure an institution works by: read, entered from a newer act, reviewed, adopted."""
