import pytest
from django.utils import timezone

from credentials import paper
from credentials.models import Certificate
from credentials.services import CertificateRefused, revoke
from ledger.models import Entry
from tests import make

pytestmark = pytest.mark.django_db
YEAR = timezone.localtime().year


def test_certificates_are_numbered_through_the_year():
    numbers = [make.given_certificate().number for _ in range(2)]

    assert numbers == [f"{YEAR}-00001", f"{YEAR}-00002"]


def test_a_second_call_gives_the_same_certificate():
    person = make.person()
    first = make.given_certificate(person, key="exam 7")

    again = make.given_certificate(person, key="exam 7")

    assert again == first
    assert Certificate.objects.count() == 1
    assert make.given_certificate().number == f"{YEAR}-00002"


def test_after_a_revocation_another_one_may_be_given():
    first = make.given_certificate(key="exam 7")
    revoke(first, "Wrong name", make.person())

    again = make.given_certificate(key="exam 7")

    assert (again == first, again.stands) == (False, True)


def test_it_is_revoked_once():
    made = make.given_certificate()
    revoke(made, "Wrong name", make.person())

    with pytest.raises(CertificateRefused, match="revoked already"):
        revoke(made, "Again", make.person())

    made.refresh_from_db()
    assert made.revoke_reason == "Wrong name"


def test_giving_and_revoking_are_logged():
    revoke(make.given_certificate(), "Wrong name", make.person())

    verbs = [entry.verb for entry in Entry.objects.filter(stream="certificates")]
    assert verbs == ["certificate given", "certificate revoked"]


def test_a_reprint_is_the_same_to_the_byte():
    made = make.given_certificate(make.person(name="李某"))
    first = paper.as_pdf(made)
    made.unit.name = "Renamed"
    made.unit.save()

    again = paper.as_pdf(Certificate.objects.get(pk=made.pk))

    assert first.startswith(b"%PDF")
    assert again == first


def test_the_square_leads_to_the_county_not_to_the_visitor():
    made = make.given_certificate()

    assert made.check_url == (
        f"http://localhost:8000/certificates/check/?number={made.number}&code={made.code}"
    )


def test_a_check_code_has_nothing_that_is_read_as_something_else():
    codes = "".join(make.given_certificate().code for _ in range(20))

    assert set(codes) & set("01IO") == set()
