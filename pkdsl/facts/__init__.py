"""What can be computed about a plan: one module for each computation, found because it is here."""
