"""Numbers of a form that a column would take and no exam makes sense with."""

from django.core.validators import MaxValueValidator, MinValueValidator

BOUNDS = (MinValueValidator, MaxValueValidator)


def limit(form, **limits):
    """Name → (least, most): said at the field, before a rule of the database has to refuse."""
    for name, (least, most) in limits.items():
        field = form.fields[name]
        kept = [validator for validator in field.validators if not isinstance(validator, BOUNDS)]
        field.validators = [*kept, MinValueValidator(least), MaxValueValidator(most)]
