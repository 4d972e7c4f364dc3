"""The law as data: a written procedure read from the rulebook, and the arithmetic over it. No clock, no Django."""
