"""Whether something is in use: rows of other tables that point at it."""

MOST_KEYS = 900


def is_referred_to(model, keys, apart_from=()):
    """Whether a row points at one of these objects; rows of the models `apart_from` may."""
    keys = list(keys)
    relations = [one for one in _relations(model) if one.related_model not in apart_from]
    return any(
        relation.related_model._base_manager.filter(
            **{f"{relation.field.name}__in": keys[start : start + MOST_KEYS]}
        ).exists()
        for start in range(0, len(keys), MOST_KEYS)
        for relation in relations
    )


def _relations(model):
    """From every model, also where the relation has no name on this side."""
    for relation in model._meta.get_fields(include_hidden=True):
        comes_from_there = relation.auto_created and not relation.concrete
        # A table that only joins two others is seen from the model that declares it.
        if comes_from_there and not relation.related_model._meta.auto_created:
            yield relation
