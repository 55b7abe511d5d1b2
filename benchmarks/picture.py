"""The picture of a benchmark: cost against number of workbooks, both logarithmic, as SVG."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 420, 60, 210, 30, 45
COLOURS = ("#1F3864", "#C0392B", "#E67E22", "#8E44AD", "#16A085", "#7F8C8D", "#95A5A6", "#BDC3C7")


def draw(points: Mapping[str, Sequence[tuple[int, float]]]) -> str:
    """An SVG of {contender: (number of workbooks, seconds)}."""
    sizes = [size for line in points.values() for size, _ in line]
    times = [seconds for line in points.values() for _, seconds in line]
    low, high = floor(log10(min(times))), ceil(log10(max(times)))
    first, last = log10(min(sizes)), log10(max(sizes))

    def x(size: float) -> float:
        return LEFT + (log10(size) - first) / (last - first or 1) * (WIDTH - LEFT - RIGHT)

    def y(seconds: float) -> float:
        return HEIGHT - BOTTOM - (log10(seconds) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#DDD"/>'
            f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{10**power:g} s</text>'
        )
    for size in sorted(set(sizes)):
        parts.append(
            f'<text x="{x(size):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{size}</text>'
        )
    parts.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">'
        "workbooks</text>"
    )
    ends = sorted((y(line[-1][1]), name) for name, line in points.items())
    labels: dict[str, float] = {}
    for at, name in ends:
        labels[name] = max(at, max(labels.values(), default=0.0) + 15)
    for colour, (name, line) in zip(COLOURS, points.items(), strict=False):
        path = " ".join(f"{x(size):.1f},{y(seconds):.1f}" for size, seconds in line)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
            f'<text x="{x(line[-1][0]) + 8:.1f}" y="{labels[name] + 4:.1f}" fill="{colour}">'
            f"{name}</text>"
        )
    return "\n".join([*parts, "</svg>", ""])
