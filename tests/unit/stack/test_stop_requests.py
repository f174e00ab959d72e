"""Signals that ask the stack to stop."""

import os
import signal

import pytest

from stack.signals import stop_requests


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_first_request_interrupts_and_later_ones_do_not(number: signal.Signals) -> None:
    # given
    with stop_requests():
        # when
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)

        # then: no second KeyboardInterrupt ends this test
        os.kill(os.getpid(), number)


def test_nothing_interrupts_once_the_end_is_under_way() -> None:
    # given
    with stop_requests() as requests:
        requests.ignore()

        # when / then: no KeyboardInterrupt ends this test
        os.kill(os.getpid(), signal.SIGTERM)


def test_start_with_nohup_outlives_its_terminal() -> None:
    # given
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)

    # when
    with stop_requests():
        os.kill(os.getpid(), signal.SIGHUP)
        handler = signal.getsignal(signal.SIGHUP)

    # then
    signal.signal(signal.SIGHUP, before)
    assert handler is signal.SIG_IGN
