"""What an editor and the command line offer around plan text, as pure functions: one feature a module."""
