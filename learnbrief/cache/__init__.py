"""One cache, one store and one pool: the results of pure functions, kept by a digest of all that they depend on.

Knows no briefing. `unchanged` answers a build that would change nothing, before anything else is loaded."""
