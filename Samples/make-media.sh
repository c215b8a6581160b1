#!/bin/sh
# Draws and plays everything that the samples show, with FFmpeg's own sources: about half a minute.
# Writes into Samples/media, or into the folder named as argument; what is there already is kept.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
media=${1:-$here/media}
mkdir -p "$media"
cd "$media"

# make NAME ARGUMENT...: runs ffmpeg to NAME unless it is there; a broken run leaves nothing under NAME.
make() {
  name=$1
  shift
  [ -e "$name" ] && return 0
  echo "  $name"
  ffmpeg -hide_banner -loglevel error -nostdin -y "$@" "part-$name"
  mv "part-$name" "$name"
}

# draw NAME SECONDS SIZE SOURCE FILTERS: a film without sound, in BT.709.
draw() {
  make "$1" -f lavfi -i "$4" -t "$2" \
    -vf "$5,scale=$3:flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p" \
    -c:v libx264 -preset veryfast -crf 15 -g 30 \
    -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv
}

# Brightness to colour: map NAME, one of FFmpeg's palettes.
map() { echo "format=gray,format=gbrp,pseudocolor=preset=$1"; }

hd=1280x720

draw fractal.mp4 4 $hd \
  "mandelbrot=s=480x270:r=30:start_x=-0.743643887037151:start_y=0.131825904205330:start_scale=0.03\
:end_scale=0.0008:end_pts=118:maxiter=300:bailout=60:outer=normalized_iteration_count:inner=black" \
  "format=gray,lutyuv=y='255-0.92*abs(2*val-255)',$(map magma)"

draw spiral.mp4 2 $hd \
  "gradients=s=640x360:r=30:n=6:c0=0x0b1030:c1=0x5b2a86:c2=0xe0457b:c3=0xff9e57:c4=0x2b6f8f:c5=0x0b1030\
:type=spiral:speed=0.04:seed=11" \
  "null"

draw life.mp4 1 $hd \
  "life=s=160x90:r=15:mold=16:ratio=0.16:seed=9:death_color=0x2a1a5e:life_color=0xffd166:mold_color=0x120c2c" \
  "scale=1280x720:flags=neighbor"

draw plasma.mp4 4 $hd \
  "color=black:s=240x136:r=30" \
  "format=gray,geq=lum='128+42*(sin(X/17+T*2.4)+sin(Y/12-T*1.9)+sin((X+Y)/21+T*1.6))',$(map plasma)"

# The song: four chords of two seconds at 120 beats a minute; the beat comes in with the fifth second.
chord() {
  pad="0.10*(sin(2*PI*$1*t)+sin(2*PI*$1*1.004*t)+sin(2*PI*$2*t)+sin(2*PI*$2*1.003*t)+sin(2*PI*$3*t))"
  step="mod(floor(t*4),4)"
  note="if(eq($step,0),$1,if(eq($step,1),$2,if(eq($step,2),$3,2*$1)))"
  pluck="0.22*exp(-9*mod(t,0.25))*sin(4*PI*($note)*mod(t,0.25))"
  bass="0.28*sin(PI*$1*t)*exp(-2.5*mod(t,0.5))"
  echo "aevalsrc=exprs='$pad*min(1,t*20)*min(1,(2-t)*20)+$pluck+$bass':s=48000:d=2"
}
make song.wav \
  -f lavfi -i "$(chord 220 261.63 329.63)" -f lavfi -i "$(chord 174.61 220 261.63)" \
  -f lavfi -i "$(chord 130.81 329.63 392)" -f lavfi -i "$(chord 196 246.94 293.66)" \
  -f lavfi -i "aevalsrc=exprs='0.75*gte(t,4)*lt(t,16)*exp(-9*mod(t,0.5))*sin(2*PI*(48*mod(t,0.5)+3.5*(1-exp(-28*mod(t,0.5)))))\
+0.10*gte(t,8)*lt(t,16)*(random(0)-0.5)*exp(-45*mod(t+0.25,0.5))':s=48000:d=20" \
  -filter_complex "[0][1][2][3]concat=n=4:v=0:a=1,aloop=loop=2:size=384000,atrim=0:20,\
aecho=0.9:0.6:180|270:0.35|0.22,lowpass=f=6500[pad];[4]anull[beat];[pad][beat]amix=inputs=2:normalize=0,\
volume=0dB,alimiter=limit=0.8:level=0,aformat=channel_layouts=stereo[out]" \
  -map "[out]" -t 20 -c:a pcm_s16le

# A comet on its way, with a bell at the start: played backwards, the bell swells.
make comet.mp4 \
  -f lavfi -i "color=black:s=320x180:r=60" -f lavfi -i \
  "aevalsrc=exprs='0.30*exp(-3*t)*(sin(2*PI*880*t)+0.5*sin(2*PI*1318.5*t)+0.3*sin(2*PI*2637*t))':s=48000" \
  -t 2 -filter_complex "[0]format=gray,geq=lum='min(255,\
260*exp(-(pow(X-160-130*sin(T*2.1+1),2)+pow(Y-90-66*sin(T*4.2+0.4),2))/150)\
+200*exp(-(pow(X-160-110*sin(T*4.2+2),2)+pow(Y-90-60*sin(T*2.1+1),2))/80))',lagfun=decay=0.975,$(map inferno),\
scale=$hd:flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv,format=yuv420p[v]" -map "[v]" -map 1:a \
  -c:v libx264 -preset veryfast -crf 15 -g 30 -c:a aac -b:a 192k \
  -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv

# Held upright, as a telephone films: the song's wave over a dusk.
make upright.mp4 -i song.wav -f lavfi \
  -i "gradients=s=360x640:r=30:n=4:c0=0x0b1030:c1=0x5b2a86:c2=0xe0457b:c3=0xff9e57:x0=180:y0=0:x1=180:y1=639:type=linear\
:speed=0.00001:seed=2" \
  -filter_complex "[0:a]atrim=6:8.5,asetpts=N/SR/TB,showwaves=s=360x300:mode=cline:r=30:colors=0xffe3b0:scale=sqrt,\
format=rgba,colorkey=black:0.2:0.1[wave];[1]trim=0:2.5[dusk];[dusk][wave]overlay=0:170:shortest=1,\
scale=720x1280:flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv,format=yuv420p[v]" \
  -map "[v]" -c:v libx264 -preset veryfast -crf 15 -g 30 \
  -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv

# Words with an alpha plane: letters in a gradient, on a soft shadow.
word() {
  make "$1" -f lavfi -i "color=black:s=$8:d=1" -f lavfi \
    -i "gradients=s=$8:n=3:c0=0xffffff:c1=0xffe3b0:c2=0xff9e57:x0=$5:y0=0:x1=$6:y1=0:speed=0.00001:seed=2:d=1" \
    -filter_complex "[0]format=gray,drawtext=font=DejaVu Sans:text='$2':fontcolor=white:fontsize=$3:$4,split=3[ink][near][far];\
[far]gblur=sigma=$7,lutyuv=y='min(200,val*1.7)'[shadow];[near][shadow]blend=all_mode=lighten,format=gray[plane];\
[1]format=gbrp[hue];[ink]format=gbrp[letters];[hue][letters]blend=all_mode=multiply,format=rgb24[colour];\
[colour][plane]alphamerge,format=rgba[out]" -map "[out]" -frames:v 1 -update 1
}
word title.png reelc 190 "x=(w-tw)/2:y=(h-th)/2" 330 950 26 $hd
word logo.png reelc 88 "x=(w-tw)/2:y=(h-th)/2" 40 240 12 280x136
word end.png "compiled by reelc" 76 "x=(w-tw)/2:y=(h-th)/2" 280 1000 14 $hd

# Stills for the slideshow.
make still-1.jpg -ss 0.5 -i fractal.mp4 -frames:v 1 -update 1 -q:v 2
make still-2.jpg -ss 0.5 -i plasma.mp4 -frames:v 1 -update 1 -q:v 2
make still-3.jpg -ss 1 -i upright.mp4 -frames:v 1 -update 1 -q:v 2
make still-4.jpg -ss 1.2 -i spiral.mp4 -frames:v 1 -update 1 -q:v 2
make still-5.jpg -ss 3.5 -i fractal.mp4 -frames:v 1 -update 1 -q:v 2

# Two speakers for the podcast.
say() { make "$1" -f lavfi -i "flite=voice=$2:text='$3'" -ar 48000 -c:a pcm_s16le; }
say host.wav slt "Welcome. Today we ask how a text becomes a film, and whether that can be exact."
say guest.wav rms "It can. Every time in the document is a fraction. It is rounded once, to the frames of the film. Nothing drifts."
