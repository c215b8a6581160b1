#!/usr/bin/env python3
"""Measures what each encoder's rate factors look like, and which factors look alike: the source of the scale of 'quality'.

usage: python3 Benchmarks/quality.py [--seconds 2]

Codes generated footage with every encoder, as reelc drives it, at several factors; prints the SSIM against the source in
decibels and, for qualities from 0 to 100, the factor that is as near to the source as x264's at that quality.
"""

import argparse
import math
import os
import subprocess
import tempfile

from films import SOURCE

QUIET = ["ffmpeg", "-hide_banner", "-nostdin", "-y"]
FOOTAGE = {
    "grain and motion": ["-ss", "40", "-i", SOURCE],
    "a fractal": ["-f", "lavfi", "-i", "mandelbrot=s=480x270:r=30:start_scale=0.02:end_scale=0.01:maxiter=400"],
}
ENCODERS = {
    "h264": (["-c:v", "libx264", "-preset", "medium"], [10, 15, 20, 25, 32, 40, 50]),
    "hevc": (
        ["-c:v", "libx265", "-preset", "medium", "-x265-params", "log-level=error"], [8, 14, 20, 26, 33, 42, 51]),
    "av1": (["-c:v", "libsvtav1", "-preset", "8"], [8, 16, 24, 32, 42, 52, 63]),
    "vp9": (
        ["-c:v", "libvpx-vp9", "-cpu-used", "3", "-deadline", "good", "-row-mt", "1", "-b:v", "0"],
        [8, 16, 24, 32, 42, 52, 63]),
}
QUALITIES = [0, 10, 25, 40, 50, 60, 75, 80, 90, 100]


def run(command):
    return subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ, SVT_LOG="1"))


def distance(coded, source) -> float:
    """SSIM in decibels: even steps look about alike."""
    graph = "[0:v]settb=1/30,setpts=N[a];[1:v]settb=1/30,setpts=N[b];[a][b]ssim"
    text = run(QUIET + ["-i", coded, "-i", source, "-lavfi", graph, "-f", "null", "-"]).stderr
    similarity = float(text.rsplit("All:", 1)[1].split()[0])
    return -10 * math.log10(max(1e-6, 1 - similarity))


def measure(folder, seconds) -> dict:
    """For each encoder and factor: SSIM in dB (mean of the pieces) and kilobytes."""
    found = {}
    for name, reading in FOOTAGE.items():
        source = os.path.join(folder, name.replace(" ", "-") + ".mkv")
        run(QUIET + reading + ["-t", str(seconds), "-an", "-vf", "scale=480:270,format=yuv420p", "-c:v", "ffv1", source])
        for encoder, (words, factors) in ENCODERS.items():
            for factor in factors:
                coded = os.path.join(folder, "coded.mkv")
                run(QUIET + ["-i", source] + words + ["-crf", str(factor), coded])
                found.setdefault((encoder, factor), []).append((distance(coded, source), os.path.getsize(coded) / 1000))
    return {key: [sum(column) / len(rows) for column in zip(*rows)] for key, rows in found.items()}


def along(points, x) -> float:
    """The line through points, which rise or fall in their first number."""
    points = sorted(points)
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if x <= x1 or (x1, y1) == points[-1]:
            return y0 + (x - x0) * (y1 - y0) / (x1 - x0)
    raise ValueError(x)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reelc-quality-") as folder:
        found = measure(folder, options.seconds)
    for encoder, (_, factors) in ENCODERS.items():
        print(encoder, "; ".join("%d: %.2f dB, %d kB" % (f, *found[encoder, f]) for f in factors))
    print("\n| quality | SSIM, dB | " + " | ".join(ENCODERS) + " |")
    for quality in QUALITIES:
        wanted = along([(f, found["h264", f][0]) for f in ENCODERS["h264"][1]], 50 - 0.4 * quality)
        row = [along([(found[e, f][0], f) for f in ENCODERS[e][1]], wanted) for e in ENCODERS]
        print(f"| {quality} | {wanted:.1f} | " + " | ".join(f"{factor:.1f}" for factor in row) + " |")


if __name__ == "__main__":
    main()
