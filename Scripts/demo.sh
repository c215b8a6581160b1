#!/bin/sh
# Installs what is missing, builds reelc, and compiles the sample timeline to a film.
set -eu
cd "$(dirname "$0")/.."

sh Scripts/install.sh
echo "building reelc (a few minutes the first time)"
swift build -c release --product reelc --quiet
reelc=$(swift build -c release --show-bin-path)/reelc

sh Samples/make-media.sh
echo
"$reelc" check Samples/opening.timeline.yaml
"$reelc" build Samples/opening.timeline.yaml
echo
echo "The film is Samples/build/opening.mp4; its document is Samples/opening.timeline.yaml."
echo "The program is $reelc; this finds it by its name:"
echo "  export PATH=\"$(dirname "$reelc"):\$PATH\""
