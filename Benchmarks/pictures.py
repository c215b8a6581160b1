"""Films of layers that are measured: a grid, titles over a long clip, a vertical reel, moving stills; and one cold still.

Each is a timeline document and the command that a skilled person types for the same pictures. `seconds` and
`clips` make shorter ones of the same kind.
"""

import os
from dataclasses import dataclass

from films import CRF, MEDIA, PRESET, RATE, SOUND, SOURCE

OTHERS = [os.path.join(MEDIA, f"{name}-1080p-60s.mp4") for name in "bcd"]
MUSIC = os.path.join(MEDIA, "music.m4a")
TITLE, LOWER, LOGO = (os.path.join(MEDIA, f"{name}.png") for name in ("title", "lower", "logo"))


def written(output, crf=CRF, preset=PRESET, sound=True) -> str:
    """The document's outputs."""
    audio = f", audio: {{bitrate: {SOUND}}}" if sound else ""
    return f"outputs:\n  film: {{file: \"{output}\", video: {{preset: {preset}, crf: {crf}}}{audio}}}\n"


def ffmpeg(inputs, graph, maps, output, same_threads, crf=CRF, preset=PRESET) -> list:
    """A whole command. `inputs` are lists of options that each end in a file."""
    reading = []
    for row in inputs:
        reading += (["-threads", "1"] if same_threads else []) + row
    return (
        ["ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y"]
        + (["-filter_complex_threads", "1"] if same_threads else []) + reading
        + ["-filter_complex", graph] + [word for pad in maps for word in ("-map", pad)] + ["-r", str(RATE)]
        + ["-c:v", "libx264", "-preset", preset, "-crf", str(crf), "-pix_fmt", "yuv420p"]
        + (["-threads:v", "3"] if same_threads else []) + ["-c:a", "aac", "-b:a", SOUND, "-ar", "48000", output])


def cut(source, start, length) -> list:
    return ["-ss", str(start), "-t", str(length), "-i", source]


@dataclass
class Grid:
    """Four 1080p sources side by side, two by two; the sound of the first."""

    name: str = "grid-2x2"
    seconds: int = 20
    starts = [(SOURCE, 10), *((other, 5) for other in OTHERS)]

    @property
    def frames(self) -> int:
        return self.seconds * RATE

    def document(self, output, **how) -> str:
        places = ["25%, y: 25%", "75%, y: 25%", "25%, y: 75%", "75%, y: 75%"]
        items = [
            f"{{clip: {source}, in: {start}s, out: {start + self.seconds}s, fit: cover, scale: 50%, "
            f"position: {{x: {place}}}{', audio: false' if number else ''}, at: 0}}"
            for number, ((source, start), place) in enumerate(zip(self.starts, places))]
        overlays = "".join(f"      - {item}\n" for item in items[1:])
        return (
            f"timeline: 1\ncanvas: {{size: 1920x1080, rate: {RATE}}}\ntracks:\n  - items:\n      - {items[0]}\n"
            f"  - kind: overlay\n    items:\n{overlays}" + written(output, **how))

    def command(self, output, script, same_threads, **how) -> list:
        scales = "".join(f"[{k}:v]scale=960:540[q{k}];" for k in range(4))
        return ffmpeg(
            [cut(source, start, self.seconds) for source, start in self.starts],
            scales + "[q0][q1][q2][q3]xstack=inputs=4:layout=0_0|w0_0|0_h0|w0_h0[v]", ["[v]", "0:a"], output,
            same_threads, **how)

    def reading(self) -> list:
        """What is decoded: file, in-point, length."""
        return [(source, start, self.seconds) for source, start in self.starts]


@dataclass
class Titled:
    """A long clip with a title on for 5 s and a lower third for 8 s; its sound is left alone."""

    name: str = "titles-on-a-clip"
    seconds: int = 180

    @property
    def plates(self):
        """Picture, left, top, from, until."""
        third = min(60, self.seconds // 2)
        return [(TITLE, 260, 700, 2, min(7, third)), (LOWER, 80, 860, third, min(third + 8, self.seconds))]

    @property
    def frames(self) -> int:
        return self.seconds * RATE

    def document(self, output, **how) -> str:
        items = "".join(
            f"      - {{clip: {picture}, at: {start}s, until: {end}s, position: {{x: {x}px, y: {y}px}}}}\n"
            for picture, x, y, start, end in self.plates)
        return (
            f"timeline: 1\ncanvas: {{size: 1920x1080, rate: {RATE}}}\ntracks:\n"
            f"  - items: [{{clip: {SOURCE}, out: {self.seconds}s}}]\n"
            f"  - kind: overlay\n    defaults: {{anchor: top-left}}\n    items:\n{items}" + written(output, **how))

    def command(self, output, script, same_threads, **how) -> list:
        graph, below = "", "0:v"
        for number, (_, x, y, start, end) in enumerate(self.plates, 1):
            graph += f"[{below}][{number}:v]overlay=x={x}:y={y}:enable='gte(t,{start})*lt(t,{end})'[p{number}];"
            below = f"p{number}"
        inputs = [["-t", str(self.seconds), "-i", SOURCE]] + [["-i", plate[0]] for plate in self.plates]
        return ffmpeg(inputs, graph.removesuffix(";"), [f"[{below}]", "0:a"], output, same_threads, **how)

    def reading(self) -> list:
        return [(SOURCE, 0, self.seconds)]


@dataclass
class Reel:
    """Vertical clips of 3 s from three sources with dissolves of half a second, a grade and a watermark; silent."""

    name: str = "vertical-reel"
    clips: int = 12

    @property
    def frames(self) -> int:
        return self.clips * 75 + 15

    @property
    def cuts(self):
        return [(OTHERS[k % 3], ((k * 137 + 41) % 550) / 10, 3) for k in range(self.clips)]

    def document(self, output, **how) -> str:
        items = "".join(
            f"      - {{clip: {source}, in: {start}s, duration: {length}s}}\n" for source, start, length in self.cuts)
        return (
            f"timeline: 1\ncanvas: {{size: 1080x1920, rate: {RATE}}}\ntracks:\n"
            "  - transition: {type: dissolve, duration: 0.5s}\n"
            "    effects: [{contrast: 1.1}, {saturation: 1.2}, {brightness: 0.02}]\n"
            f"    defaults: {{fit: cover, audio: false}}\n    items:\n{items}"
            f"  - kind: overlay\n    items:\n      - {{clip: {LOGO}, at: 0, until: end, scale: {{width: 160px}}, "
            "position: top-right, margin: 40px}\n" + written(output, sound=False, **how))

    def command(self, output, script, same_threads, **how) -> list:
        graph, last = "", "z0"
        for k in range(self.clips):
            graph += (
                f"[{k}:v]crop=608:1080,scale=1080:1920,setsar=1,fps=30,settb=1/30,setpts=PTS-STARTPTS[z{k}];")
        for k in range(1, self.clips):
            graph += f"[{last}][z{k}]xfade=transition=fade:duration=0.5:offset={k * 2.5:.1f}[x{k}];"
            last = f"x{k}"
        graph += (
            f"[{self.clips}:v]scale=160:160[logo];[{last}]eq=contrast=1.1:saturation=1.2:brightness=0.02[graded];"
            "[graded][logo]overlay=x=W-w-40:y=40[v]")
        return ffmpeg(
            [cut(*clip) for clip in self.cuts] + [["-i", LOGO]], graph, ["[v]"], output, same_threads, **how)

    def reading(self) -> list:
        return self.cuts


@dataclass
class Stills:
    """Pictures of 3840x2160 for 3 s each, every one enlarged about its middle by 15 %, dissolves of half a second; music."""

    name: str = "stills-ken-burns"
    count: int = 30

    @property
    def frames(self) -> int:
        return self.count * 75 + 15

    @property
    def seconds(self) -> float:
        return self.frames / RATE

    @property
    def pictures(self):
        return [os.path.join(MEDIA, "stills", f"s{k:02d}.jpg") for k in range(self.count)]

    def document(self, output, **how) -> str:
        items = "".join(f"      - clip: {picture}\n" for picture in self.pictures)
        return (
            f"timeline: 1\ncanvas: {{size: 1920x1080, rate: {RATE}}}\ntracks:\n"
            "  - transition: {type: dissolve, duration: 0.5s}\n"
            f"    defaults: {{duration: 3s, effects: [{{zoom: {{from: 1, to: 1.15}}}}]}}\n    items:\n{items}"
            f"  - kind: audio\n    items: [{{clip: {MUSIC}, at: 0, until: end, fade-out: 1s}}]\n"
            + written(output, **how))

    def command(self, output, script, same_threads, **how) -> list:
        """The smooth way: `perspective` moves a picture that is large enough for the nearest view; its edges are cut off."""
        across, down = ("(%s/2*(1-1.15/(1+0.15*on/89)))" % side for side in "WH")
        corners = f"{across}:{down}:W-{across}:{down}:{across}:H-{down}:W-{across}:H-{down}"
        moved = (
            "scale=2208:1242:in_range=pc:out_range=tv,format=yuv420p,loop=loop=89:size=1,setpts=N/30/TB,"
            f"perspective={corners}:interpolation=linear:eval=frame,crop=1920:1080")
        return self.joined(moved, output, same_threads, **how)

    def others(self, output) -> dict:
        """The usual way, which trembles: whole pixels of a picture enlarged before."""
        moved = (
            "scale=3840:2160:in_range=pc:out_range=tv,format=yuv420p,"
            "zoompan=z='1+0.15*on/89':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d=90:s=1920x1080:fps=30")
        finer = moved.replace("3840:2160", "7680:4320")
        return {
            "zoompan": self.joined(moved, output, same_threads=False),
            "zoompan, 4x": self.joined(finer, output, same_threads=False)}

    def joined(self, moved, output, same_threads, **how) -> list:
        graph, last = "", "z0"
        for k in range(self.count):
            graph += f"[{k}:v]{moved},setsar=1,fps=30,settb=1/30[z{k}];"
        for k in range(1, self.count):
            graph += f"[{last}][z{k}]xfade=transition=fade:duration=0.5:offset={k * 2.5:.1f}[x{k}];"
            last = f"x{k}"
        graph += f"[{last}]format=yuv420p[v];[{self.count}:a]afade=t=out:st={self.seconds - 1}:d=1[a]"
        inputs = [["-i", picture] for picture in self.pictures] + [["-t", str(self.seconds), "-i", MUSIC]]
        return ffmpeg(inputs, graph, ["[v]", "[a]"], output, same_threads, **how)

    def reading(self) -> list:
        return [(picture, 0, 3) for picture in self.pictures]


@dataclass
class Still:
    """One picture of a timeline of 300 s, 3.3 s behind a keyframe, with a lower third on it."""

    name: str = "cold-still"
    at: int = 270

    def document(self) -> str:
        return (
            f"timeline: 1\ncanvas: {{size: 1920x1080, rate: {RATE}}}\ntracks:\n  - items: [{{clip: {SOURCE}}}]\n"
            "  - kind: overlay\n    defaults: {anchor: top-left}\n    items:\n"
            f"      - {{clip: {TITLE}, at: 2s, duration: 5s, position: {{x: 260px, y: 700px}}}}\n"
            f"      - {{clip: {LOWER}, at: 60s, duration: 8s, position: {{x: 80px, y: 860px}}}}\n"
            f"      - {{clip: {LOWER}, at: 265s, duration: 8s, position: {{x: 80px, y: 860px}}}}\n")

    def commands(self, reelc, document, folder) -> dict:
        """Makers, and the pre-roll alone: decoding from the keyframe to the picture."""
        quiet = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y"]
        return {
            "reelc": [reelc, "frame", document, "--at", f"{self.at}s", "-o", os.path.join(folder, "a.png")],
            "as typed": quiet + [
                "-ss", str(self.at), "-i", SOURCE, "-i", LOWER, "-filter_complex", "[0:v][1:v]overlay=x=80:y=860",
                "-frames:v", "1", "-update", "1", os.path.join(folder, "b.png")],
            "pre-roll": quiet + [
                "-threads", "1", "-ss", str(self.at), "-i", SOURCE, "-map", "0:v", "-frames:v", "1", "-f", "null", "-"],
        }


PICTURES = [Grid(), Titled(), Reel(), Stills()]
SHORTER = {
    "grid-2x2": Grid(seconds=8), "titles-on-a-clip": Titled(seconds=16), "vertical-reel": Reel(clips=3),
    "stills-ken-burns": Stills(count=4)}
