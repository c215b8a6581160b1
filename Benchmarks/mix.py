#!/usr/bin/env python3
"""Measures a long mix of many tracks against the same mix by hand in ffmpeg.

usage: python3 Benchmarks/mix.py --reelc PATH [--minutes 120] [--tracks 8] [--folder /tmp/bench-mix]

Makes its own sources, ten minutes of FLAC a track, which both makers repeat. Prints CPU seconds, wall seconds and the
peak of memory of each, and by how much their samples differ.
"""

import argparse
import os
import subprocess

from measure import run


def make_media(folder, tracks):
    os.makedirs(folder, exist_ok=True)
    for number in range(tracks):
        path = os.path.join(folder, f"track-{number}.flac")
        if os.path.exists(path):
            continue
        tone = f"0.1*sin(2*PI*{110 * (number + 1)}*t)*(0.6+0.4*sin(2*PI*t/{number + 3}))"
        subprocess.run(
            ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", f"aevalsrc={tone}|{tone}:s=48000:d=600",
             "-sample_fmt", "s16", path], check=True)


def document(folder, tracks, minutes, output):
    rows = "".join(
        f"  - kind: audio\n    gain: -{number + 1}dB\n    items:\n"
        f"      - {{clip: {folder}/track-{number}.flac, loop: true, duration: {minutes * 60}s}}\n"
        for number in range(tracks))
    return (
        f"timeline: 1\ncanvas: {{audio: {{rate: 48000, layout: stereo}}}}\ntracks:\n{rows}"
        f"outputs: {{mix: {{file: {output}, audio: {{codec: pcm}}}}}}\n")


def command(folder, tracks, minutes, output):
    inputs, graph = [], ""
    for number in range(tracks):
        inputs += ["-stream_loop", "-1", "-t", str(minutes * 60), "-i", f"{folder}/track-{number}.flac"]
        graph += f"[{number}:a]aformat=sample_fmts=fltp,volume=-{number + 1}dB[a{number}];"
    pads = "".join(f"[a{number}]" for number in range(tracks))
    graph += f"{pads}amix=inputs={tracks}:normalize=0[mix]"
    return (
        ["ffmpeg", "-nostdin", "-v", "error", "-y"] + inputs
        + ["-filter_complex", graph, "-map", "[mix]", "-c:a", "pcm_s16le", output])


def difference(a, b):
    """The greatest difference of two films' samples, as FFmpeg measures it, in dB of full scale."""
    result = subprocess.run(
        ["ffmpeg", "-nostdin", "-hide_banner", "-i", a, "-i", b, "-filter_complex",
         "[1]volume=-1[n];[0][n]amix=inputs=2:normalize=0,astats=measure_perchannel=none:measure_overall=Peak_level", "-f", "null", "-"],
        capture_output=True, text=True)
    lines = [line for line in result.stderr.splitlines() if "Peak level" in line]
    return lines[-1].split(":")[-1].strip() if lines else "unknown"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--reelc", required=True)
    parser.add_argument("--minutes", type=int, default=120)
    parser.add_argument("--tracks", type=int, default=8)
    parser.add_argument("--folder", default="/tmp/bench-mix")
    options = parser.parse_args()
    make_media(options.folder, options.tracks)
    outputs = {maker: os.path.join(options.folder, maker + ".wav") for maker in ("reelc", "ffmpeg")}
    path = os.path.join(options.folder, "mix.timeline.yaml")
    with open(path, "w") as file:
        file.write(document(options.folder, options.tracks, options.minutes, outputs["reelc"]))
    commands = {
        "reelc": [options.reelc, "build", "--quiet", path],
        "ffmpeg": command(options.folder, options.tracks, options.minutes, outputs["ffmpeg"]),
    }
    print(f"{options.minutes} minutes of {options.tracks} tracks")
    for maker, words in commands.items():
        cost = run(words, os.path.join(options.folder, maker + ".log"))
        print(f"  {maker:8} CPU {cost.cpu:7.1f} s  wall {cost.wall:7.1f} s  memory {cost.memory:6.1f} MB  status {cost.status}", flush=True)
    print(f"  greatest difference {difference(outputs['reelc'], outputs['ffmpeg'])} dBFS")


if __name__ == "__main__":
    main()
