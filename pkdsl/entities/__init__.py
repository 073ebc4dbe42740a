"""The vocabulary of a plan: one class for each kind of thing and each part of one, in one folder for each family."""
