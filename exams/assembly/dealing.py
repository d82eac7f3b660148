"""Deals questions to forms in turn, which is often all that content needs."""


def dealt(items, forms, blueprint):
    """A list of places for each form, none longer than wanted, no cell fuller than its most."""
    dealing = _Dealing(items, forms, blueprint)
    free = range(len(items))
    for rule in (_Dealing.is_needed, _Dealing.fits):
        free = [place for place in free if not dealing.deal(place, rule)]
    return dealing.forms


def meets(items, forms, blueprint):
    """Whether the forms, dealt from these items, lack nothing that must be."""
    return all(_is_met([items[place] for place in places], blueprint) for places in forms)


def _is_met(form, blueprint):
    ids = {item.id for item in form}
    least, most = blueprint.seconds or (0, float("inf"))
    return (
        len(form) == blueprint.length
        and all(
            cell.least <= sum(map(cell.holds, form)) <= cell.most
            for cell in blueprint.cells
            if cell.firm
        )
        and blueprint.points in (None, sum(item.points for item in form))
        and least <= sum(item.seconds for item in form) <= most
        and all(len(ids & group) < 2 for group in blueprint.enemies)
        and blueprint.anchors <= ids
    )


class _Dealing:
    def __init__(self, items, forms, blueprint):
        self.length = blueprint.length
        self.cells_of = [[cell for cell in blueprint.cells if cell.holds(item)] for item in items]
        self.forms = [[] for _form in range(forms)]
        self.held = [dict.fromkeys(blueprint.cells, 0) for _form in range(forms)]
        self.anchors = {place for place, item in enumerate(items) if item.id in blueprint.anchors}
        for place in sorted(self.anchors):
            for form in range(forms):
                self._give(form, place)

    def _give(self, form, place):
        self.forms[form].append(place)
        for cell in self.cells_of[place]:
            self.held[form][cell] += 1

    def deal(self, place, rule):
        """Gives the question to the first form for which the rule holds; whether it is dealt."""
        if place in self.anchors:
            return True
        for form, held in enumerate(self.held):
            if len(self.forms[form]) < self.length and rule(self.cells_of[place], held):
                self._give(form, place)
                return True
        return False

    @staticmethod
    def is_needed(cells, held):
        lacks = any(held[cell] < cell.least for cell in cells)
        return lacks and all(held[cell] < cell.most for cell in cells)

    @staticmethod
    def fits(cells, held):
        return all(held[cell] < cell.most for cell in cells if cell.firm)
