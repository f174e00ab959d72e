"""Where the embedded servers listen."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from stack.embedded.ports import HOST, choose_port

OUTGOING = 32_768  # Linux gives ports from here on to connections


@pytest.fixture
def taken() -> Iterator[int]:
    with closing(socket.socket()) as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_replaced_by_one_that_no_connection_is_given(taken: int) -> None:
    # given / when
    port = choose_port(taken)

    # then
    assert port != taken
    assert port < OUTGOING
    with closing(socket.socket()) as server:
        server.bind((HOST, port))


def test_a_free_port_is_kept(taken: int) -> None:
    # given
    free = choose_port()

    # when / then
    assert choose_port(free) == free
