"""How a run gets recorded: the program started, its trainings watched, what happened written to the store."""
