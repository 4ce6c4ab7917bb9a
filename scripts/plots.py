"""Small plots in one SVG picture, both axes logarithmic: how a figure grows."""
import math

WIDTH, HEIGHT, MARGIN, PER_ROW = 260, 190, 44, 3


def small_plots(panels, label, with_slope=False):
    """`panels` are (title, [(size, value), …]); `label` names a size. A grey line shows growth in step with the size, if wanted."""
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * PER_ROW}" '
        f'height="{HEIGHT * math.ceil(len(panels) / PER_ROW)}" font-family="sans-serif" font-size="11">',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for number, (title, points) in enumerate(panels):
        left, top = number % PER_ROW * WIDTH, number // PER_ROW * HEIGHT
        points = [(size, max(value, 1e-3)) for size, value in points]
        values = [value for _, value in points]
        low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        high = max(high, low + 1)
        first, last = math.log10(points[0][0]), math.log10(points[-1][0])

        def x(size):
            return left + MARGIN + (math.log10(size) - first) / max(last - first, 1) * (WIDTH - MARGIN - 20)

        def y(value):
            return top + HEIGHT - 34 - (math.log10(value) - low) / (high - low) * (HEIGHT - 64)

        out.append(f'<text x="{left + MARGIN}" y="{top + 16}" font-weight="bold">{title}</text>')
        for power in range(low, high + 1):
            out.append(
                f'<line x1="{left + MARGIN}" x2="{left + WIDTH - 20}" y1="{y(10 ** power):.1f}" '
                f'y2="{y(10 ** power):.1f}" stroke="#ddd"/>'
                f'<text x="{left + MARGIN - 4}" y="{y(10 ** power) + 4:.1f}" text-anchor="end">{10 ** power:g}</text>')
        for size, _ in points:
            out.append(f'<text x="{x(size):.1f}" y="{top + HEIGHT - 18}" text-anchor="middle">{label(size)}</text>')
        if with_slope:
            # Through the last point, as far as the plot reaches.
            size, value = points[-1]
            start = max(points[0][0], size * 10 ** low / value)
            out.append(
                f'<line x1="{x(start):.1f}" y1="{y(value * start / size):.1f}" x2="{x(size):.1f}" y2="{y(value):.1f}" '
                'stroke="#999" stroke-dasharray="4 3"/>')
        line = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>')
        out += [f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3" fill="#1f5fa8"/>' for size, value in points]
    return "\n".join(out + ["</svg>", ""])
