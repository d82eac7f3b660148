import pytest
from django.urls import reverse

from credentials.models import Certificate
from organisation.models import Post
from tests import make

pytestmark = pytest.mark.django_db
K = Post.Kind


def url(name, *args):
    return reverse(f"credentials:{name}", args=args)


def page(response):
    return " ".join(response.content.decode().split())


def check(client, number, code):
    return page(client.get(url("check"), {"number": number, "code": code}))


# --- the public check ------------------------------------------------------------------------


def test_a_true_certificate_shows_the_surname_only(client):
    made = make.given_certificate(make.person(name="王小明"))

    found = check(client, made.number, made.code.lower())

    assert "This certificate is true and holds." in found
    assert "王**" in found
    assert "小明" not in found


def test_a_unit_is_named_in_full(client):
    made = make.given_certificate(holder="青石镇")

    assert "青石镇" in check(client, made.number, made.code)


def test_the_number_alone_opens_nothing(client):
    made = make.given_certificate(text="Secret words")

    found = check(client, made.number, "AAAAAAAA")

    assert "There is no certificate with this number and code." in found
    assert "Secret words" not in found


def test_a_revoked_certificate_says_so_without_the_reason(client):
    made = make.given_certificate()
    client.force_login(make.person(K.ORGANISER, make.county()))
    client.post(url("certificate_revoke", made.pk), {"reason": "Wrong name"})
    client.logout()

    found = check(client, made.number, made.code)

    assert "It holds no more." in found
    assert "Wrong name" not in found


def test_a_form_half_filled_in_keeps_what_was_typed(client):
    found = check(client, "2026-00001", "")

    assert 'value="2026-00001"' in found
    assert "There is 1 thing to put right" in found


# --- her own, and what an office gives -------------------------------------------------------


def test_her_record_shows_her_certificates_and_nobody_elses(client):
    ana = make.person()
    make.given_certificate(ana, text="First prize of the final")
    make.given_certificate(text="Somebody else's")
    client.force_login(ana)

    found = page(client.get(url("training_record")))

    assert "First prize of the final" in found
    assert "Somebody else" not in found


@pytest.mark.parametrize("count", [1, 3])
def test_her_record_takes_the_same_queries(client, count, django_assert_num_queries):
    ana = make.person(K.INFORMATION_OFFICER)
    for _number in range(count):
        make.given_certificate(ana)
    client.force_login(ana)

    with django_assert_num_queries(11):
        client.get(url("training_record"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(client, count, django_assert_num_queries):
    client.force_login(make.person(K.ORGANISER, make.county()))
    for _number in range(count):
        make.given_certificate()

    with django_assert_num_queries(11):
        client.get(url("certificate_list"))


def test_the_list_finds_by_name(client):
    client.force_login(make.person(K.ORGANISER, make.county()))
    make.given_certificate(make.person(name="Li Mou"))
    make.given_certificate(make.person(name="Wang Mou"))

    found = page(client.get(url("certificate_list"), {"words": "Li M"}))

    assert ("Li Mou" in found, "Wang Mou" in found) == (True, False)


def test_passes_are_not_kept_by_those_who_hold_contests(client):
    made = make.given_certificate(kind=Certificate.Kind.PASS, unit=make.township())
    client.force_login(make.person(K.TOWNSHIP_OPERATOR, made.unit))

    assert client.get(made.get_absolute_url()).status_code == 404


def test_the_holder_prints_it(client):
    made = make.given_certificate()
    client.force_login(made.person)

    response = client.get(url("certificate_pdf", made.pk))

    assert response.content.startswith(b"%PDF")


def test_what_was_found_is_printed_together(client):
    client.force_login(make.person(K.ORGANISER, make.county()))
    for text in ("First prize of the final", "Second prize of the final", "Something else"):
        make.given_certificate(text=text)

    found = client.get(url("certificate_list"), {"words": "of the final"})
    printed = client.get(url("certificate_pile"), {"words": "of the final"}).content

    assert len(found.context["page"]) == 2
    assert printed.startswith(b"%PDF")


def test_a_certificate_is_revoked_for_a_reason(client):
    made = make.given_certificate()
    client.force_login(make.person(K.ORGANISER, make.county()))

    client.get(url("certificate_revoke", made.pk))
    client.post(url("certificate_revoke", made.pk), {"reason": " "})
    made.refresh_from_db()
    assert made.stands
    client.post(url("certificate_revoke", made.pk), {"reason": "Wrong name"})

    made.refresh_from_db()
    assert made.revoke_reason == "Wrong name"


def test_a_second_revocation_is_a_sentence(client):
    made = make.given_certificate()
    client.force_login(make.person(K.ORGANISER, make.county()))
    client.post(url("certificate_revoke", made.pk), {"reason": "Wrong name"})

    again = client.post(url("certificate_revoke", made.pk), {"reason": "Again"}, follow=True)

    assert "revoked already" in page(again)
