"""How the wounded come to care: who fetches them from where, to which hospital, and how long that takes.

All times begin with the wound. What each step takes is added up exactly; by road and river the quickest way through the
net of routes counts, by air the great circle. Each way there is is worked out once, and then laid over the eras in which
it is open, so that a gap of three days costs no more than one of three months.
"""
