#!/bin/sh
# Draws the pictures of Docs/Effects.md and Docs/Transitions.md with reelc itself, from what those pages say:
# about two minutes. REELC names another program than the release build. Fails where two are alike.
set -eu
cd "$(dirname "$0")/.."
reelc=${REELC:-$(swift build -c release --show-bin-path)/reelc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sheets=Docs/pictures
mkdir -p "$sheets"
tab=$(printf '\t')

draw() { ffmpeg -hide_banner -loglevel error -nostdin -y "$@"; }

# What the pictures are made of: two views, a person before a green screen, a lit sign, and worse copies.
sources() {
  for name in day night badge; do draw -i "Scripts/gallery/$name.svg" "$work/$name.png"; done
  sed '/<!-- land -->/,/<!-- people -->/c <rect width="640" height="360" fill="#00b140"/>' \
    Scripts/gallery/day.svg > "$work/screen.svg"
  draw -i "$work/screen.svg" "$work/screen.png"
  draw -f lavfi -i color=black:s=640x360 -i "$work/badge.png" -filter_complex overlay -frames:v 1 "$work/sign.png"
  draw -i "$work/day.png" -vf "scale=640:360,noise=alls=20:all_seed=5" "$work/noisy.png"
  draw -i "$work/day.png" -vf "crop=720:405:0:0,scale=640:360,lutrgb=r=bitand(val\,248):g=bitand(val\,248):b=bitand(val\,248)" \
    "$work/steps.png"
  # A badge that crosses the night, for what needs movement.
  draw -loop 1 -r 25 -t 2 -i "$work/night.png" -loop 1 -r 25 -t 2 -i "$work/badge.png" \
    -filter_complex "[0]scale=640:360[n];[1]scale=160:90[b];[n][b]overlay=x=40+200*t:y=120" -c:v ffv1 -pix_fmt yuv420p "$work/moving.mkv"
  # Something that moves, the same at few pictures a second, small, interlaced, and filmed by a trembling hand.
  moving="overlay=x=40+160*t:y=120,scale=640:360,format=yuv420p"
  draw -loop 1 -i "$work/day.png" -loop 1 -i "$work/badge.png" -filter_complex "[0]scale=640:360[b];[b][1]$moving" -r 25 -t 2 \
    -c:v libx264 -crf 12 "$work/crossing.mp4"
  draw -i "$work/crossing.mp4" -vf "fps=5" -c:v libx264 -crf 12 "$work/few.mp4"
  draw -i "$work/day.png" -vf "scale=160:90:flags=area" "$work/small.png"
  draw -i "$work/crossing.mp4" -vf "fps=50,interlace,setfield=prog" -c:v libx264 -crf 12 "$work/combed.mp4"
  draw -loop 1 -i "$work/day.png" -vf "scale=704:396,crop=640:360:x=32+10*sin(n*2.1)+8*sin(n*0.9):y=18+8*cos(n*1.7)" -r 25 -t 2 \
    -pix_fmt yuv420p -c:v libx264 -crf 12 "$work/shaken.mp4"
  # A grade that bends shadows to blue and lights to orange.
  awk 'BEGIN { n = 9; print "LUT_3D_SIZE " n
    for (b = 0; b < n; b++) for (g = 0; g < n; g++) for (r = 0; r < n; r++) {
      l = (r + 2 * g + b) / (4 * (n - 1)) - 0.4
      print bend(r / (n - 1) + 0.3 * l), g / (n - 1), bend(b / (n - 1) - 0.3 * l) } }
    function bend(x) { return x < 0 ? 0 : x > 1 ? 1 : x }' > "$work/grade.cube"
}

# Lines of `sheet TAB name TAB effects`: the first example of each effect.
effects() {
  awk '/^!\[/ { sheet = $0; sub(/.*\(pictures\//, "", sheet); sub(/\.jpg\).*/, "", sheet) }
    /^### / { name = $2 }
    /^- \{clip: talk.mp4, effects: \[/ && name != "" {
      sub(/^- \{clip: talk.mp4, effects: /, ""); sub(/\}$/, ""); print sheet "\t" name "\t" $0; name = "" }' Docs/Effects.md
}

# Lines of `sheet TAB clause`.
transitions() {
  awk '/^## / { sheet = "" }
    /^!\[/ { sheet = $0; sub(/.*\(pictures\//, "", sheet); sub(/\.jpg\).*/, "", sheet) }
    sheet != "" && /^\| `\{type:/ { sub(/^\| `/, ""); sub(/` \|$/, ""); print sheet "\t" $0 }' Docs/Transitions.md
}

# show NAME EFFECTS: a document in which the effects work on a picture that suits them.
show() {
  echo "timeline: 1"
  echo "canvas: {size: 640x360, rate: 25}"
  echo "tracks:"
  item="id: shown, duration: 2s, effects: $2"
  case $1 in
    chroma-key) below=night over="clip: screen.png, at: 0s, scale: {width: 100%}" ;;
    luma-key) below=day over="clip: sign.png, at: 0s" ;;
    shadow) below=day over="clip: badge.png, at: 0s" ;;
    rounded-corners | border | mask) below=night over="clip: day.png, at: 0s, scale: {width: 75%}" ;;
    motion-trail) below=night over="clip: moving.mkv, at: 0s, audio: false" ;;
    denoise) below=noisy over= ;;
    deband) below=steps over= ;;
    interpolate) below=few over= ;;
    upscale) below=small over= ;;
    deinterlace) below=combed over= ;;
    stabilize) below=shaken over= ;;
    *) below=day over= ;;
  esac
  case $below in
    few | combed | shaken) clip=$below.mp4 ;;
    *) clip=$below.png ;;
  esac
  if [ "$over" ]; then
    echo "  - items: [{clip: $clip, duration: 2s}]"
    echo "  - {kind: overlay, items: [{$over, position: center, $item}]}"
  else
    echo "  - items: [{clip: $clip, $item}]"
  fi
}

# When an effect is seen best.
moment() {
  case $1 in
    flash) echo "shown.start + 1f" ;;
    pulse) echo "shown.start" ;;
    *) echo shown.middle ;;
  esac
}

# What is small is shown in its own pixels.
cell() {
  case $1 in
    sharpen | grain | denoise | edges) echo "crop=240:135:150:110" ;;
    deband) echo "crop=240:135:0:0" ;;
    *) echo "scale=240:135:flags=area" ;;
  esac
}

# next SHEET: the path of its next cell.
next() {
  mkdir -p "$work/$1"
  echo "$work/$1/$(printf %03d "$(ls "$work/$1" | wc -l)").png"
}

# shoot DOCUMENT MOMENT FILTERS CELL
shoot() {
  "$reelc" frame "$work/$1.timeline.yaml" --at "$2" -o "$work/frame.png" > "$work/log" || { cat "$work/log"; exit 1; }
  draw -i "$work/frame.png" -vf "$3" "$4"
}

# alike FILE...: fails where two pictures are the same.
alike() {
  twice=$(md5sum "$@" | sort | uniq -w32 -D)
  [ -z "$twice" ] || { echo "alike:"; echo "$twice"; exit 1; }
}

sources
effects | while IFS=$tab read -r sheet name effects; do
  for list in "[]" "$effects"; do
    show "$name" "$list" > "$work/show.timeline.yaml"
    shoot show "$(moment "$name")" "$(cell "$name")" "$(next "$sheet")"
    cp "$work/frame.png" "$work/shown$([ "$list" = "[]" ] || echo "-$name").png"
  done
  alike "$work/shown.png" "$work/shown-$name.png"
done
alike "$work"/shown-*.png

transitions | while IFS=$tab read -r sheet clause; do
  cat > "$work/cross.timeline.yaml" <<END
timeline: 1
canvas: {size: 640x360, rate: 40}
tracks:
  - items:
      - {clip: day.png, duration: 2s}
      - transition: {duration: 1s, $(echo "$clause" | sed 's/^{//; s/}$//')}
      - {clip: night.png, duration: 2s}
END
  for moment in 1.25s 1.5s 1.75s; do
    shoot cross $moment "scale=192:108:flags=area" "$(next "$sheet")"
    [ $moment = 1.75s ] || cp "$work/frame.png" "$work/$moment-$(echo "$clause" | tr -dc a-z-).png"
  done
done
for moment in 1.25s 1.5s; do alike "$work/$moment"-*.png; done

rm -f "$sheets"/effects-*.jpg "$sheets"/transition-*.jpg
for folder in "$work"/effects-* "$work"/transition-*; do
  case $folder in
    */effects-*) columns=4 quality=4
      [ "$(ls "$folder" | wc -l)" -gt 2 ] || columns=2 ;;
    *) columns=3 quality=5 ;;
  esac
  rows=$((($(ls "$folder" | wc -l) + columns - 1) / columns))
  draw -i "$folder/%03d.png" -vf "tile=${columns}x$rows:padding=4:color=0xd8d8d8" -frames:v 1 -update 1 -q:v $quality \
    -bitexact "$sheets/${folder##*/}.jpg"
done
{ effects; transitions; } > "$sheets/drawn.txt"
du -ch "$sheets"/*.jpg | tail -1
