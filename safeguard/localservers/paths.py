"""Where the local servers keep their files."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = Path(os.environ.get("SAFEGUARD_RUN", ROOT / ".run"))
