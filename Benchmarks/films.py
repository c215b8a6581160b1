"""The films that are measured, once as a timeline document and once as the command a skilled person types."""

import os
from dataclasses import dataclass

MEDIA = os.environ.get("BENCH_MEDIA", "/tmp/bench-media")
SOURCE = os.path.join(MEDIA, "main-1080p-300s.mp4")
RATE, CRF, PRESET, SOUND = 30, 23, "veryfast", "128k"


@dataclass
class Film:
    """`count` cuts of `tenths` tenths of a second, scattered over the source, joined without transitions."""

    name: str
    count: int
    tenths: int
    size: str

    @property
    def frames(self) -> int:
        return self.count * self.tenths * RATE // 10

    def cuts(self):
        """In-points and lengths in tenths of a second. All lie on the source's frames."""
        return [((k * 977 + 131) % 2960, self.tenths) for k in range(self.count)]

    def document(self, output) -> str:
        """The film as a timeline document."""
        items = "".join(
            f"      - clip: {SOURCE}\n        in: {start / 10}s\n        duration: {length / 10}s\n"
            for start, length in self.cuts())
        return (
            f"timeline: 1\ncanvas: {{size: {self.size}, rate: {RATE}}}\ntracks:\n  - items:\n{items}"
            f"outputs:\n  film:\n    file: {output}\n    video: {{preset: {PRESET}, crf: {CRF}}}\n"
            f"    audio: {{bitrate: {SOUND}}}\n")

    def command(self, output, script, same_threads) -> list:
        """The film as an ffmpeg command: every cut an input that is sought, one graph that joins them.

        script: where the graph is written. same_threads: as many threads as reelc uses (one a decoder, one
        for filters, three for x264); otherwise what ffmpeg chooses.
        """
        inputs, graph, pads = [], "", ""
        scale = "" if self.size == "1920x1080" else f"scale={self.size.replace('x', ':')},"
        for k, (start, length) in enumerate(self.cuts()):
            inputs += ["-threads", "1"] if same_threads else []
            inputs += ["-ss", str(start / 10), "-t", str(length / 10), "-i", SOURCE]
            graph += f"[{k}:v]{scale}setpts=PTS-STARTPTS[v{k}];[{k}:a]asetpts=PTS-STARTPTS[a{k}];\n"
            pads += f"[v{k}][a{k}]"
        with open(script, "w") as file:
            file.write(f"{graph}{pads}concat=n={self.count}:v=1:a=1[v][a]\n")
        return (
            ["ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y"]
            + (["-filter_complex_threads", "1"] if same_threads else [])
            + inputs + ["-filter_complex_script", script, "-map", "[v]", "-map", "[a]", "-r", str(RATE)]
            + ["-c:v", "libx264", "-preset", PRESET, "-crf", str(CRF), "-pix_fmt", "yuv420p"]
            + (["-threads:v", "3"] if same_threads else [])
            + ["-c:a", "aac", "-b:a", SOUND, "-ar", "48000", output])


FILMS = [
    Film("cuts-10x3s-1080p", 10, 30, "1920x1080"),
    Film("clips-10-360p", 10, 5, "640x360"),
    Film("clips-100-360p", 100, 5, "640x360"),
    Film("clips-1000-360p", 1000, 5, "640x360"),
]
