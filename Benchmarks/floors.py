"""What FFmpeg's libraries cost by themselves: decoding alone, and encoding alone."""

import os
import subprocess

from films import CRF, PRESET, RATE

QUIET = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y"]


def floor_commands(film, finished, folder) -> dict:
    """Decoding what the film reads, and encoding what it shows, each with reelc's threads and nothing else.

    finished: a film that was made; its pictures are what is encoded. The decoding that feeds the encoder is
    measured apart, to be taken off.
    """
    reading = []
    for source, start, length in film.reading():
        reading += ["-threads", "1", "-ss", str(start), "-t", str(length), "-i", source]
    maps = [word for k in range(len(film.reading())) for word in ("-map", f"{k}:v")]
    feed = QUIET + ["-threads", "1", "-i", finished, "-map", "0:v"]
    encoder = ["-c:v", "libx264", "-preset", PRESET, "-crf", str(CRF), "-r", str(RATE), "-threads:v", "3"]
    return {
        "decoding": QUIET + reading + maps + ["-f", "null", "-"],
        "feeding": feed + ["-f", "null", "-"],
        "feeding and encoding": feed + encoder + [os.path.join(folder, "floor.mp4")],
    }


def ssim(film, maker, crf, folder, reelc) -> float:
    """How near a coded film is to the same maker's lossless one, over a short form of the film."""
    coded, lossless = (os.path.join(folder, f"ssim-{name}.mp4") for name in ("coded", "lossless"))
    for path, how in ((coded, {}), (lossless, {"crf": 0, "preset": "ultrafast"})):
        if maker == "reelc":
            document = os.path.join(folder, "ssim.timeline.yaml")
            with open(document, "w") as file:
                file.write(film.document(path, **how))
            command = [reelc, "build", "--quiet", document]
        else:
            command = film.command(path, os.path.join(folder, "ssim.graph"), same_threads=True, **how)
        subprocess.run(["nice"] + command, check=True)
    text = subprocess.run(
        ["nice", "ffmpeg", "-hide_banner", "-nostdin", "-i", coded, "-i", lossless, "-lavfi",
         "[0:v]settb=1/30,setpts=N[a];[1:v]settb=1/30,setpts=N[b];[a][b]ssim=shortest=1", "-f", "null", "-"],
        capture_output=True, text=True, check=True).stderr
    os.remove(lossless)
    return float(text.rsplit("All:", 1)[1].split()[0])
