"""Where the embedded servers listen."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stack.embedded.assembly import Ports
from stack.embedded.kept_ports import keep_ports, ports_before
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


def test_the_next_start_finds_the_ports_that_it_had(taken: int, tmp_path: Path) -> None:
    # given
    file, wanted = tmp_path / "ports.json", Ports(temporal=taken, temporal_ui=0, postgres=choose_port())
    first = wanted.chosen(ports_before(file, wanted))
    keep_ports(file, wanted, first)

    # when
    before = ports_before(file, wanted)
    again = wanted.chosen(before)

    # then
    assert again == first
    assert list(wanted.moves(first)) == [f"Port {taken} is taken; temporal uses {first.temporal}."]
    assert list(wanted.moves(again, before)) == [
        f"temporal uses port {again.temporal}, as before.",
        f"temporal_ui uses port {again.temporal_ui}, as before.",
    ]


def test_a_port_from_before_that_is_taken_now_is_replaced(taken: int, tmp_path: Path) -> None:
    # given
    file, wanted = tmp_path / "ports.json", Ports(temporal=choose_port(), temporal_ui=0, postgres=0)
    keep_ports(file, wanted, Ports(temporal=taken, temporal_ui=choose_port(), postgres=choose_port()))

    # when
    before = ports_before(file, wanted)
    chosen = wanted.chosen(before)

    # then
    assert chosen.temporal == wanted.temporal  # the usual one is free again
    assert before is not None
    assert chosen.postgres == before.postgres


@pytest.mark.parametrize("content", ["", "{", "[]", '{"wanted": {"temporal": 1}}'])
def test_other_wishes_or_a_spoilt_file_choose_afresh(content: str, tmp_path: Path) -> None:
    # given
    file, wanted = tmp_path / "ports.json", Ports(temporal=7001)
    keep_ports(file, Ports(temporal=7000), Ports(temporal=7000))

    # when
    after_another_wish = ports_before(file, wanted)
    file.write_text(content)

    # then
    assert after_another_wish is None
    assert ports_before(file, wanted) is None
