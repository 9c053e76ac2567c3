"""Public reads go to a real standby and say how old they are; all else, and all while it is behind,
to the primary.
"""

import datetime
from collections.abc import Iterator
from unittest import mock

import pytest
from django.core.cache import caches
from django.db import InternalError, connection, connections, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.api.services import create_api_token
from agencies.bodies.models import Province
from agencies.people.models import Person, SeatHolding
from agencies.replica import freshness, reading
from agencies.replica.freshness import REPLICA, measure_freshness
from agencies.replica.reading import HEADER, ReplicaRouter, data_time, reads_replica
from recruitment.vacancies.models import Vacancy
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_department,
    make_province,
    office_of,
    published_vacancy,
    verified_employer,
)
from tests.standby import StandbyPlace, running_primary, running_standby

LIST = "/viec-lam/"
FEED = "/viec-lam/atom/"
API = "/api/v1/vacancies"
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", REPLICA])


@pytest.fixture(scope="module", autouse=True)
def standby(django_db_setup) -> Iterator[StandbyPlace]:
    """Known to Django as a mirror, so that it does not try to empty it."""
    with running_primary() as primary, running_standby(primary) as place:
        connections.databases[REPLICA] = connections.databases["default"] | {
            "HOST": str(place.sockets),
            "OPTIONS": {"connect_timeout": 2},
            "TEST": connections.databases["default"]["TEST"] | {"MIRROR": "default"},
        }
        yield place
        forget_replica()


def forget_replica() -> dict:
    connections[REPLICA].close()
    del connections[REPLICA]
    freshness.forget_freshness()
    return connections.databases.pop(REPLICA)


@pytest.fixture
def replica(db, settings, standby) -> Iterator[StandbyPlace]:
    """The portal with the standby as its replica, which is level with the primary."""
    settings.DATABASE_ROUTERS = ["agencies.replica.reading.ReplicaRouter"]
    caches["local"].clear()
    level(standby)
    yield standby
    connections[REPLICA].close()
    freshness.forget_freshness()


@pytest.fixture
def no_replica(db) -> Iterator[None]:
    kept = forget_replica()
    yield
    connections.databases[REPLICA] = kept


@pytest.fixture
def vacancy(replica) -> Vacancy:
    province = make_province()
    make_department(province)
    row = published_vacancy(verified_employer(province), title="Thợ hàn")
    level(replica)
    return row


def level(replica: StandbyPlace) -> None:
    replica.wait_for(connection.settings_dict["NAME"])
    freshness.forget_freshness()
    caches["local"].clear()


@pytest.fixture
def token(replica, vacancy) -> str:
    owner = make_actor()
    SeatHolding.objects.filter(seat=owner.seat).update(is_administrator=True)
    made = create_api_token(
        agency=owner.seat.agency, name="Báo", scopes=["vacancies:read"], by=owner
    )[1]
    Vacancy.objects.update(changed_at=timezone.now() - datetime.timedelta(minutes=1))
    level(replica)
    return made


def asked(client, path: str, **more) -> tuple[HttpResponse, list[str], list[str]]:
    """The answer, and what each of the two was asked for it, apart from how fresh the replica
    is.
    """
    freshness.known_freshness()
    with (
        CaptureQueriesContext(connection) as primary,
        CaptureQueriesContext(connections[REPLICA]) as copy,
    ):
        answer = client.get(path, **more)
    return answer, *([query["sql"] for query in each.captured_queries] for each in (primary, copy))


# Who reads where ----------------------------------------------------------------------------------
def test_strangers_read_public_pages_from_the_replica_alone_and_see_how_old_they_are(
    client, vacancy
):
    for path in (LIST, f"{LIST}?q=tho+han", FEED, vacancy.get_absolute_url(), "/sitemap.xml"):
        answer, primary, copy = asked(client, path)
        assert (path, answer.status_code, primary) == (path, 200, [])
        assert copy != []
        age = timezone.now() - datetime.datetime.fromisoformat(answer[HEADER])
        assert -datetime.timedelta(seconds=1) < age < datetime.timedelta(minutes=1)
    assert "Số liệu lúc " in asked(client, LIST)[0].content.decode()


def test_programs_with_a_token_read_vacancies_from_the_replica_their_token_is_the_primarys(
    client, vacancy, token
):
    answer, primary, copy = asked(client, API, headers={"Authorization": f"Bearer {token}"})
    assert [each["id"] for each in answer.json()["items"]] == [vacancy.pk]
    assert [("agencies_apitoken" in sql) for sql in primary] == [True]
    assert all("recruitment_vacancy" in sql for sql in copy)
    assert len(copy) >= 2
    assert HEADER in answer


def test_who_is_signed_in_reads_the_primary_and_sees_at_once_what_he_has_done(
    client, vacancy, replica
):
    official = office_of(vacancy)
    replica.run("SELECT pg_wal_replay_pause()")
    try:
        Vacancy.objects.update(title="Thợ tiện")
        level_known()
        old, _primary, _copy = asked(client, LIST)
        assert "Thợ hàn" in old.content.decode()
        sign_in(client, official)
        caches["local"].clear()
        own, primary, copy = asked(client, LIST)
        assert "Thợ tiện" in own.content.decode()
        assert (copy, HEADER in own) == ([], False)
        assert primary != []
    finally:
        replica.run("SELECT pg_wal_replay_resume()")


def level_known() -> None:
    """The replica as it was measured just before it fell behind."""
    freshness.record_freshness(freshness.Freshness(timezone.now(), 0.0, freshness.time.monotonic()))
    caches["local"].clear()


def test_without_a_replica_nothing_changes(client, no_replica):
    answer = client.get(LIST)
    assert (answer.status_code, HEADER in answer, "Số liệu lúc" in answer.content.decode()) == (
        200,
        False,
        False,
    )


# Never: transactions, writing, other models -------------------------------------------------------
def test_within_a_transaction_and_for_models_that_are_not_public_the_primary_is_read(replica):
    router = ReplicaRouter()
    with reading._reading(timezone.now()):
        assert [router.db_for_read(model) for model in (Vacancy, Province, Person)] == [
            REPLICA,
            REPLICA,
            "default",
        ]
        with transaction.atomic():
            assert (router.db_for_read(Vacancy), reading.reading_connection()) == (
                "default",
                connection,
            )
        assert router.db_for_write(Vacancy) == "default"
    assert router.db_for_read(Vacancy) == "default"


def test_a_row_read_from_the_replica_is_saved_to_the_primary(vacancy, replica):
    with reading._reading(timezone.now()):
        row = Vacancy.objects.get()
    assert row._state.db == REPLICA
    row.title = "Thợ tiện"
    row.save(update_fields=["title"])
    assert Vacancy.objects.get().title == "Thợ tiện"
    with pytest.raises(
        InternalError, match="read-only transaction"
    ):  # control: nothing else could have taken it
        row.save(using=REPLICA, update_fields=["title"])


def test_a_request_that_may_write_reads_the_primary(replica, rf):
    seen = []
    view = reads_replica(
        lambda request: seen.append(reading.is_reading_replica()) or HttpResponse()
    )
    for method in ("post", "put", "get"):
        view(getattr(rf, method)(LIST))
    assert seen == [False, False, True]


def test_registering_interest_writes_while_there_is_a_replica(client, vacancy):
    address = f"{vacancy.get_absolute_url()}dang-ky/"
    answer, primary, copy = asked(client, address)
    assert (answer.status_code, copy, HEADER in answer) == (200, [], False)
    assert primary != []


# Behind, gone, no replica -------------------------------------------------------------------------
def test_a_replica_that_has_fallen_behind_is_not_read(client, vacancy, replica, settings):
    settings.REPLICA_LAG_LIMIT = 0.5
    replica.run("SELECT pg_wal_replay_pause()")
    try:
        freshness.time.sleep(0.6)
        Vacancy.objects.update(title="Thợ tiện")
        freshness.forget_freshness()
        answer, _primary, copy = asked(client, LIST)
        assert "Thợ tiện" in answer.content.decode()
        assert (copy, HEADER in answer) == ([], False)
    finally:
        replica.run("SELECT pg_wal_replay_resume()")
    level(replica)
    answer, primary, _copy = asked(client, LIST)
    assert (primary, HEADER in answer) == ([], True)


def test_one_that_is_level_is_fresh_however_long_nothing_was_written(replica, settings):
    level(replica)
    settings.REPLICA_LAG_LIMIT = 0.5
    end = freshness.time.monotonic() + 60
    freshness.time.sleep(1)
    while (
        measure_freshness().lag >= 0.5 and freshness.time.monotonic() < end
    ):  # until what reading left in the log has come over
        freshness.time.sleep(0.2)
    assert measure_freshness().lag < 0.5


def test_one_that_does_not_answer_is_not_asked_again_for_a_while(client, vacancy, replica, caplog):
    connections[REPLICA].close()
    replica.stop()
    try:
        freshness.forget_freshness()
        with mock.patch.object(freshness, "measure_freshness", wraps=measure_freshness) as measured:
            answers = [client.get(LIST) for _ in range(3)]
        assert [(answer.status_code, HEADER in answer) for answer in answers] == [(200, False)] * 3
        assert measured.call_count == 1
        assert [r.levelname for r in caplog.records if r.name == "agencies.replica.freshness"] == [
            "WARNING"
        ]
        assert client.get("/healthz").status_code == 200
    finally:
        replica.start()
    level(replica)
    assert HEADER in client.get(LIST)


def test_one_that_breaks_during_an_answer_leaves_the_answer_to_the_primary(
    client, vacancy, replica
):
    freshness.known_freshness()
    replica.stop()
    try:
        answer = client.get(LIST)
        assert (answer.status_code, HEADER in answer) == (200, False)
        assert "Thợ hàn" in answer.content.decode()
        assert "Số liệu lúc" not in answer.content.decode()
        assert freshness.known_freshness().as_of is None
    finally:
        replica.start()


def test_a_database_that_follows_no_server_is_no_replica(replica):
    kept = forget_replica()
    connections.databases[REPLICA] = kept | {"HOST": connections.databases["default"]["HOST"]}
    try:
        assert measure_freshness().as_of is None
    finally:
        forget_replica()
        connections.databases[REPLICA] = kept


# Programs that keep in step -----------------------------------------------------------------------
def test_changes_are_told_as_far_as_the_replica_is_complete(replica, vacancy):
    moment = timezone.now() - datetime.timedelta(seconds=30)
    with reading._reading(moment):
        assert data_time() == moment
        with transaction.atomic():
            assert data_time() > moment
    assert data_time() > moment


def test_a_change_after_the_replicas_moment_is_not_told_before_those_it_may_lack(
    client, vacancy, token, replica
):
    """The row is there, but one with an earlier moment could still be on its way."""
    headers = {"Authorization": f"Bearer {token}"}
    assert len(client.get(API, headers=headers).json()["items"]) == 1
    behind = timezone.now() - datetime.timedelta(seconds=59)
    freshness.record_freshness(freshness.Freshness(behind, 0.0, freshness.time.monotonic()))
    assert client.get(API, headers=headers).json()["items"] == []


# Figures ------------------------------------------------------------------------------------------
def figures(client, settings) -> str:
    settings.METRICS_TOKEN = "x" * 30
    return client.get(
        "/metrics", headers={"Authorization": f"Bearer {settings.METRICS_TOKEN}"}
    ).content.decode()


def test_the_figures_show_how_far_it_is_behind(client, settings, replica):
    level(replica)
    [line] = [
        line
        for line in figures(client, settings).splitlines()
        if line.startswith("portal_replica_lag_seconds ")
    ]
    assert 0 <= float(line.split()[1]) < 30
    connections[REPLICA].close()
    replica.stop()
    try:
        assert "portal_replica_lag_seconds +Inf" in figures(client, settings)
    finally:
        replica.start()


def test_without_a_replica_there_is_no_such_figure(client, settings, no_replica):
    assert "portal_replica" not in figures(client, settings)
