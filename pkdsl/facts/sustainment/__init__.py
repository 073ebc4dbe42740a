"""Whether the force can live: what is used where, what comes by which line, what lies in stock, and when it runs out."""
