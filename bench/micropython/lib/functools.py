"""The one name of the standard module that the checker uses."""


class cache:
    """Remember what a function returned."""

    def __init__(self, function):
        self.function = function
        self.known = {}

    def __call__(self, *values):
        if values not in self.known:
            self.known[values] = self.function(*values)
        return self.known[values]

    def cache_clear(self):
        self.known.clear()
