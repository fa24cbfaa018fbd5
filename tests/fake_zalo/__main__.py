"""`python -m tests.fake_zalo [--port N] [--log FILE] [--token T]`: prints the port, then serves until killed."""

import argparse
from pathlib import Path

from tests.fake_telegram.running import bound_socket
from tests.fake_zalo.running import TOKEN, new_server
from tests.fake_zalo.world import World


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fake_zalo")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--token", default=TOKEN)
    asked = parser.parse_args()
    wire = bound_socket(asked.port)
    print(wire.getsockname()[1], flush=True)
    new_server(World(asked.token, asked.log)).run(sockets=[wire])


if __name__ == "__main__":
    main()
