"""The processes behind one command: their secrets, their model, their supervisor."""
