"""Whether two films are the same film: as many frames, as long, and alike frame for frame."""

import json
import math
import re
import subprocess


def shape(path) -> dict:
    """Frames and seconds of a film's picture, seconds of its sound."""
    text = subprocess.run(
        ["ffprobe", "-v", "error", "-count_packets", "-of", "json", "-show_entries",
         "stream=codec_type,nb_read_packets,duration", path],
        capture_output=True, text=True, check=True).stdout
    streams = {stream["codec_type"]: stream for stream in json.loads(text)["streams"]}
    return {
        "frames": int(streams["video"]["nb_read_packets"]), "picture": float(streams["video"]["duration"]),
        "sound": float(streams["audio"]["duration"])}


def likeness(first, second, most=3000) -> dict:
    """How alike two pictures are, paired by frame number, over `most` frames.

    ssim: mean structural similarity. luma: the worst frame's root mean square difference, in code values.
    Two encodings of grain differ by a few code values; a frame that is not the same frame differs by tens.
    """
    pair = f"settb=1/30,setpts=N,trim=end_frame={most},split"
    run = subprocess.run(
        ["nice", "ffmpeg", "-hide_banner", "-nostdin", "-i", first, "-i", second, "-filter_complex",
         f"[0:v]{pair}[a][b];[1:v]{pair}[c][d];[a][c]ssim=shortest=1[s];[b][d]psnr=shortest=1:stats_file=-[p]",
         "-map", "[s]", "-map", "[p]", "-fps_mode", "passthrough", "-f", "null", "/dev/null"],
        capture_output=True, text=True, check=True)
    mean = re.search(r"SSIM.*All:([0-9.]+)", run.stderr)
    squares = [float(square) for square in re.findall(r"mse_y:([0-9.]+)", run.stdout)]
    return {"ssim": float(mean.group(1)), "luma": round(math.sqrt(max(squares)), 2)}


def agreement(ours, theirs, frames) -> dict:
    """What is compared, and in `faults` what is not as it should be."""
    a, b = shape(ours), shape(theirs)
    result = {"reelc": a, "ffmpeg": b, **likeness(ours, theirs), "faults": []}
    if a["frames"] != frames:
        result["faults"].append(f"reelc made {a['frames']} frames of {frames}")
    if b["frames"] != frames:
        result["faults"].append(f"ffmpeg made {b['frames']} frames of {frames}")
    if abs(a["picture"] - frames / 30) > 0.001:
        result["faults"].append(f"reelc's picture lasts {a['picture']} s")
    if result["ssim"] < 0.95 or result["luma"] > 8:
        result["faults"].append("they show different frames")
    return result
