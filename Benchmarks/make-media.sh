#!/bin/sh
# Makes what the benchmarks read: a 1080p source of 300 s and three of 60 s, at 30 frames a second, H.264 with
# keyframes up to 250 frames apart and stereo AAC; two title plates and a logo with alpha; thirty stills of 3840x2160
# and a piece of music. Everything comes from ffmpeg's own generators with fixed seeds, so the same ffmpeg makes the
# same files. Several CPU minutes; about 340 MB.
#
#   BENCH_MEDIA=/some/folder sh Benchmarks/make-media.sh
#
# What is there already is kept.
set -eu
folder=${BENCH_MEDIA:-/tmp/bench-media}
mkdir -p "$folder"

# plate NAME SIZE RED BLUE EDGE TEXT: a translucent plate with an edge and a line of text.
plate() {
  test -s "$folder/$1.png" || ffmpeg -hide_banner -loglevel error -nostdin -y -f lavfi -i "
    nullsrc=s=$2:d=0.04:r=25,format=rgba,
    geq=r='if($5,240,$3)':g='if($5,150,20)':b='if($5,30,$4)':a='if($5,255,190)',
    drawtext=text='$6':fontcolor=white:fontsize=96:x=60:y=(h-text_h)/2" -frames:v 1 "$folder/$1.png"
}
plate title 1400x300 10 10 'gt(Y,280)' 'An old mill and a river'
plate lower 900x160 10 90 'lt(X,16)' 'Ada, miller'
test -s "$folder/logo.png" || ffmpeg -hide_banner -loglevel error -nostdin -y -f lavfi -i "
  color=c=red@0.0:s=240x240,format=rgba,
  geq=r=230:g='60+X/2':b='40+Y/2':a='if(lt(hypot(X-120,Y-120),110),200,0)'" -frames:v 1 "$folder/logo.png"

# octave SIZE SEED NAME CHROMA: noise of one size of grain, enlarged.
octave() {
  echo "nullsrc=s=$1:d=0.04:r=25,format=yuv444p,lutyuv=128:128:128,
    noise=all_seed=$2:c0s=100:c1s=$4:c2s=$4:allf=u,scale=3840:2160:flags=bicubic,format=gbrp[$3];"
}

# still NUMBER: clouds of four octaves in colour, and a fractal before them.
still() {
  picture="$folder/stills/s$(printf %02d "$1").jpg"
  test -s "$picture" && return 0
  seed=$((1000 + $1 * 17))
  place=$(awk "BEGIN { printf \"start_x=%.4f:start_y=%.4f:start_scale=%.2f\",
    -0.7436 + 0.0021 * $1, -0.1318 + 0.0017 * $1, 0.02 + 0.03 * ($1 % 7) }")
  ffmpeg -hide_banner -loglevel error -nostdin -y -filter_complex "
    $(octave 16x9 $seed a 90) $(octave 80x45 $((seed + 1)) b 60)
    $(octave 480x270 $((seed + 2)) c 30) $(octave 1920x1080 $((seed + 3)) d 15)
    mandelbrot=s=1920x1080:$place:end_scale=0.01:maxiter=400,trim=end_frame=1,
    scale=3840:2160:flags=bilinear,format=gbrp[m];
    [a][b]blend=all_opacity=0.62[ab];[ab][c]blend=all_opacity=0.8[abc];[abc][d]blend=all_opacity=0.88[n];
    [n][m]blend=all_opacity=0.75,eq=contrast=1.9:saturation=1.6,format=yuvj420p" \
    -frames:v 1 -q:v 3 "$picture"
}
mkdir -p "$folder/stills"
number=0
while [ $number -lt 30 ]; do
  still $number
  number=$((number + 1))
done

pulse='0.25*sin(2*PI*55*t)*exp(-6*mod(t,0.5))+0.10*(random(1)-0.5)*exp(-20*mod(t,0.25))'
chord='0.16*sin(2*PI*220*t)*(0.6+0.4*sin(2*PI*2*t))+0.12*sin(2*PI*277.18*t)+0.12*sin(2*PI*329.63*t)'
test -s "$folder/music.m4a" || ffmpeg -hide_banner -loglevel error -nostdin -y -f lavfi -i "
  aevalsrc='$chord+$pulse|$chord+$pulse':s=48000:d=320" -c:a aac -b:a 192k -fflags +bitexact "$folder/music.m4a"

# source NAME SEED SECONDS: eight views of a fractal, moved about; a test card that wanders; cells that live and
# die; grain over all.
source() {
  film="$folder/$1.mp4"
  seed=$2
  seconds=$3
  if [ -s "$film" ]; then
    echo "$film is there"
    return 0
  fi
  frames=$(((seconds / 8 + 1) * 30))
  views=''
  joined=''
  for k in 0 1 2 3 4 5 6 7; do
    x="(iw-ow)*(0.5+0.5*sin(n/$((37 + k * 9))))"
    y="(ih-oh)*(0.5+0.5*cos(n/$((53 + k * 8))))"
    depth=$(awk "BEGIN { print 0.3 / ($k + $seed) }")
    views="$views
      mandelbrot=s=960x540:r=30:start_scale=$depth:start_x=-0.74$k:start_y=-0.13$k:maxiter=500,
      trim=end_frame=1,format=yuv420p,scale=2880:1620:flags=bilinear,loop=loop=$((frames - 1)):size=1,
      setpts=N/30/TB,fps=30,crop=1920:1080:x='$x':y='$y',setsar=1[v$k];"
    joined="$joined[v$k]"
  done
  life="life=s=320x180:r=30:seed=$seed:ratio=0.3:mold=20:life_color=white:death_color=gray:mold_color=black"
  left='0.2*sin(2*PI*200*t)*(0.5+0.5*sin(2*PI*0.7*t))+0.05*(random(0)-0.5)'
  right='0.2*sin(2*PI*201*t)+0.05*(random(1)-0.5)'
  ffmpeg -hide_banner -loglevel error -nostdin -y -filter_complex "
    $views
    ${joined}concat=n=8:v=1:a=0[ground];
    testsrc2=s=480x270:r=30,format=yuv420p[card];
    $life,format=yuv420p[cells];
    [ground][card]overlay=x='(W-w)*(0.5+0.5*sin(n/41))':y='(H-h)*(0.5+0.5*cos(n/67))'[two];
    [two][cells]overlay=x=W-w-40:y=40,noise=c0s=5:c1s=2:c2s=2:allf=t:all_seed=$seed,format=yuv420p[v];
    aevalsrc='$left|$right':s=48000:d=$seconds[a]" \
    -map '[v]' -map '[a]' -t $seconds -c:v libx264 -preset veryfast -crf 22 -threads 2 \
    -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv -c:a aac -b:a 128k \
    -movflags +faststart -fflags +bitexact "$film.part.mp4"
  mv "$film.part.mp4" "$film"
  ls -l "$film"
}

source main-1080p-300s 1 300
source b-1080p-60s 2 60
source c-1080p-60s 3 60
source d-1080p-60s 4 60
