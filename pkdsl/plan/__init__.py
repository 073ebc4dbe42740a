"""From trees to a plan in which every value can be asked for: bind, resolve, evaluate, explain."""
