"""The picture of the README: the principal's desk of the demo, in Ukrainian, as it is on a Wednesday morning."""

import io
import sys

import django
from PIL import Image

from tests.e2e.look import ROOT, chromium
from tests.e2e.town import Town, Visitor, loaded_demo, next_wednesday, town

PICTURE = ROOT / "docs" / "screenshot.png"
SIZE = {"width": 1280, "height": 1000}


def main() -> None:
    django.setup()
    start = next_wednesday()
    with loaded_demo(start) as demo, town("_picture", demo, start) as servers, chromium() as browser:
        principal = Visitor(Town(servers, start), browser).sign_in("principal")
        principal.page.set_viewport_size(SIZE)
        principal.page.wait_for_load_state("networkidle")
        picture = Image.open(io.BytesIO(principal.page.screenshot()))
    picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
    sys.stdout.write(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main()
