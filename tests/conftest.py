import os

import pytest

from tests.database import Copies

COPIES = pytest.StashKey[Copies]()


@pytest.fixture(scope="session")
def django_db_setup(request, tmp_path_factory, django_db_blocker):
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock():
        copies = Copies(tmp_path_factory.mktemp("database"), f"{worker}_{os.getpid()}")
        copies.prepare()
        request.config.stash[COPIES] = copies
        yield
        copies.drop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test that commits empties every table at its end, Wagtail's root page included."""
    if not _commits(item):
        return (yield)
    from pytest_django.plugin import blocking_manager_key

    unblock = item.config.stash[blocking_manager_key].unblock
    with unblock():
        item.config.stash[COPIES].let_be_emptied()
    result = yield
    with unblock():
        item.config.stash[COPIES].restore()
    return result


def _commits(item):
    marker = item.get_closest_marker("django_db")
    commits = marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    return commits or "live_server" in getattr(item, "fixturenames", ())


@pytest.fixture(autouse=True)
def _files_in_their_own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _empty_cache():
    from django.core.cache import cache

    from organisation.views import sign_in
    from portal.templatetags import shell

    cache.clear()
    shell.forget()
    sign_in.forget()


@pytest.fixture
def world(db):
    from tests.access.world import World

    return World()


@pytest.fixture
def server_in(tmp_path):
    """`server_in(workers=2)`: a real server, ended whatever happens."""
    from tests.faults.server import Server

    servers = []

    def make_server(**more):
        servers.append(Server(tmp_path, **more))
        return servers[-1].start()

    yield make_server
    for server in servers:
        server.kill()
