"""The whole of Heard on a PostgreSQL server: a complaint, a kill, and the way back to it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import create_engine, make_url, text

from tests.whole.running import Running
from tests.whole.visiting import STORY, Visitor, track


def test_a_complaint_is_made_kept_and_found_again_on_postgresql(
    another_heard: Callable[..., Running], empty_postgresql: str
) -> None:
    heard = another_heard(HEARD_DATABASE_URL=empty_postgresql)
    receipt = Visitor(heard.address, council="rutland").complain()
    heard.kill_everything()
    heard.up()
    case = track(heard.address, receipt)
    assert case["complaint"]["what_happened"].startswith(STORY)
    assert not (heard.home / "heard.db").exists(), "nothing is kept in a file beside the server"
    engine = create_engine(make_url(empty_postgresql).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM case_file")).scalar_one() == 1
    engine.dispose()
