"""Addresses that are not ours: one row a prefix."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from tests.access.rows import EVERYONE


def statuses(client, world, address):
    answers = {}
    for actor in EVERYONE:
        client.force_login(world[actor])
        answers[actor] = client.get(address).status_code
    client.logout()
    return answers


@pytest.mark.parametrize("address", ["/office/", "/office/pages/", "/office/images/"])
def test_the_office_opens_to_the_editor_only(client, world, address):
    answers = statuses(client, world, address)

    assert {actor for actor, status in answers.items() if status != 404} == {"editor"}
    assert client.get(address)["Location"].startswith("/account/login/")


@pytest.fixture
def files_on_the_disk(settings):
    """Wagtail sends a document from its path."""
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": disk}


def document(closed):
    collection = Collection.get_first_root_node()
    if closed:
        collection = collection.add_child(name="Members")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    file = ContentFile(b"%PDF-1.4", "plan.pdf")
    return Document.objects.create(title="Plan", file=file, collection=collection).url


def test_a_public_document_opens_to_all(client, world, files_on_the_disk):
    address = document(closed=False)

    assert set(statuses(client, world, address).values()) == {200}
    assert client.get(address).status_code == 200


def test_a_document_of_a_closed_collection_opens_to_members(client, world, files_on_the_disk):
    address = document(closed=True)

    assert set(statuses(client, world, address).values()) == {200}
    assert client.get(address)["Location"].startswith("/account/login/")


def test_signing_in_is_public(client, world):
    assert client.get("/account/login/").status_code == 200


def test_nobody_makes_an_account_for_herself(client, world):
    assert client.post("/account/signup/", {"username": "new"}).status_code in (200, 404)
    assert "new" not in {person.username for person in world.people.values()}
