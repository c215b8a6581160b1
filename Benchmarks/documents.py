"""Documents of many clips, for the compiler alone."""

from films import RATE, SOURCE

COUNTS = (1_000, 10_000, 100_000)


def many_clips(count, output) -> str:
    """`count` clips of half a second, scattered over the source."""
    items = "".join(
        f"      - clip: {SOURCE}\n        in: {(k * 977 + 131) % 2960 / 10}s\n        duration: 0.5s\n"
        for k in range(count))
    return (
        f"timeline: 1\ncanvas: {{size: 640x360, rate: {RATE}}}\ntracks:\n  - items:\n{items}"
        f"outputs:\n  film:\n    file: {output}\n")
