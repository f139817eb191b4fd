"""Instead of Python's event loop, which the checker has no use for: it answers at once, from one call to the next.

Pyodide asks for this name while it starts and calls it when Python waits for a promise of JavaScript.
"""


def get_event_loop():
    """Refuse: nothing waits here."""
    raise RuntimeError("There is no event loop; see overrides/runtime/stand_ins.")
