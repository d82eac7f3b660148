"""An order of merit, and who is offered help. Pure: numbers in, numbers out."""


def ranks(values):
    """1 for the highest; equal values share a rank and the next one is skipped: 1, 2, 2, 4."""
    return [1 + sum(other > value for other in values) for value in values]


def in_need(percents, floors, most):
    """(name, [keys below their floor]) of those in most need, the neediest first.

    `percents` is name → key → percent; what was not counted asks for nothing.
    """
    short = [
        (name, [key for key, floor in floors.items() if key in own and own[key] < floor])
        for name, own in percents.items()
    ]
    needy = [(name, keys) for name, keys in short if keys]
    needy.sort(key=lambda item: -len(item[1]))
    return needy[:most]
