"""What the checker's syntax becomes on MicroPython; every adapted module imports all of it."""

import builtins
import json
import math
from collections import OrderedDict, namedtuple

_fields = {}


def record(*fields):
    """Make a named tuple of a class whose attributes are the defaults."""

    def decorate(written):
        made = namedtuple(written.__name__, fields)
        _fields[made] = fields
        defaults = {name: getattr(written, name) for name in fields if hasattr(written, name)}
        if not defaults:
            return made

        def new(*values, **named):
            rest = fields[len(values) :]
            return made(*values, *[named[name] if name in named else defaults[name] for name in rest])

        return new

    return decorate


def replace(value, **changes):
    """A named tuple with some fields changed."""
    made = type(value)
    return made(*[changes.get(name, old) for name, old in zip(_fields[made], value)])


def joined(*parts):
    """One list of several iterables."""
    found = []
    for part in parts:
        found.extend(part)
    return found


def merged(*parts):
    """One dictionary of several; without an order, as every plain dictionary here."""
    found = {}
    for part in parts:
        found.update(part)
    return found


def fromkeys(keys, value=None):
    """A dictionary that keeps the order of its keys."""
    return OrderedDict((key, value) for key in keys)


def sorted(values, key=None):
    """The same as the built-in function, but equal values keep their order."""
    if key is None:
        return builtins.sorted(values)
    values = list(values)
    return [values[place[1]] for place in builtins.sorted((key(value), i) for i, value in enumerate(values))]


def bit_length(value):
    """How many bits a number below 2 ** 1024 has."""
    return math.frexp(value)[1]


def sorted_json(value):
    """JSON text with sorted keys; lists are joined from parts, because a long text that grows is slow."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join([sorted_json(item) for item in value]) + "]"
    return json.dumps(_in_order(value))


def _in_order(value):
    if isinstance(value, dict):
        return OrderedDict([(key, _in_order(value[key])) for key in builtins.sorted(value)])
    return [_in_order(item) for item in value] if isinstance(value, list) else value
