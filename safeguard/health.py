"""`python -m safeguard.health`: asks the web server in this container whether it answers."""

import os
import sys
import urllib.request


def main() -> int:
    host = os.environ.get("SAFEGUARD_HOSTS", "localhost").split(",")[0]
    request = urllib.request.Request("http://127.0.0.1:8000/health/")
    request.add_header("Host", host)
    request.add_header("X-Forwarded-Proto", "https")
    request.add_header("Accept", "application/json")
    try:
        urllib.request.urlopen(request, timeout=4).close()
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
