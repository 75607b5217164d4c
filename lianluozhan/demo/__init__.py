"""Made-up records to try the program on: a station, a whole district; nobody in them is anybody."""
