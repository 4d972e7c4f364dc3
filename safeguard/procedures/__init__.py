"""The law as data: a written procedure read from the rulebook, and the arithmetic over it. Pure: no clock, no Django."""
