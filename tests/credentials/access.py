from tests import make
from tests.access.rows import EVERYONE, Row

KEEPERS = frozenset({"operator", "organiser"})


def _certificate(world):
    return {"pk": make.given_certificate(world["officer"], unit=world.township).pk}


def _certificate_somewhere(world):
    """Whoever keeps none finds nothing to print."""
    make.given_certificate(world["officer"], unit=world.township)
    return {}


def _row(name, may, **more):
    return Row(f"credentials:{name}", may, _certificate, **more)


ROWS = [
    Row("credentials:training_record", EVERYONE),
    Row("credentials:check", EVERYONE, public=True),
    Row("credentials:certificate_list", KEEPERS | {"operator.elsewhere"}),
    Row("credentials:certificate_pile", KEEPERS, _certificate_somewhere),
    _row("certificate_detail", KEEPERS | {"officer"}),
    _row("certificate_pdf", KEEPERS | {"officer"}),
    _row("certificate_revoke", KEEPERS),
]
