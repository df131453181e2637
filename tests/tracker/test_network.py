import socket

import pytest


def test_another_host_is_out_of_reach():
    # pytest-socket warns before it raises, and here a warning is an error.
    with socket.socket() as connection, pytest.raises(UserWarning, match="tried to use socket"):
        connection.connect(("192.0.2.1", 80))  # reserved for documentation: nobody is there


def test_this_machine_is_within_reach():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as connection:
        connection.connect(server.getsockname())
        assert connection.getpeername() == server.getsockname()
