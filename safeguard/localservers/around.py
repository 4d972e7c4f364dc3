"""`python -m safeguard.localservers.around COMMAND...`: the stores are up while it runs, then as they were found."""

import signal
import subprocess
import sys

from safeguard.localservers import postgres, valkey
from safeguard.localservers.processes import end, launch


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    running: list[subprocess.Popen[bytes]] = []
    started = not postgres.is_running()
    try:
        postgres.start()
        if store := valkey.start():
            running.append(store)
        running.append(launch(command))
        return running[-1].wait()
    except KeyboardInterrupt:
        return 130
    finally:
        for process in reversed(running):
            end(process)
        if started:
            postgres.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
