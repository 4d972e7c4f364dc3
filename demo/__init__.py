"""The demo region: invented people and places, the same for everybody, true relative to the day it's loaded."""
