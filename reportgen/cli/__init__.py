"""The command line: one file a command, flags to one call of the library to an exit status. Only here is printed."""
