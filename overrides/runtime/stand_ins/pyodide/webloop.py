"""Instead of the event loop that Pyodide builds on the browser's; see `asyncio` beside it."""


def _initialize_event_loop():
    """Do without."""
