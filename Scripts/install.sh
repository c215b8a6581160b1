#!/bin/sh
# Installs what is missing: FFmpeg's, libass's (and what it stands on), libyaml's and zimg's development files, and ffmpeg, fonts and time for tests.
# Safe to run again; does nothing where all is there.
set -eu

packages="libavfilter-dev libavformat-dev libavcodec-dev libavutil-dev libswscale-dev libswresample-dev \
libyaml-dev libass-dev libharfbuzz-dev libfontconfig-dev libzimg-dev pkg-config ffmpeg fonts-dejavu-core time"

missing=""
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done

if [ -n "$missing" ]; then
  echo "installing:$missing"
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo"
  $as_root apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if ! command -v swift >/dev/null 2>&1; then
  echo "Swift 6 is missing; https://www.swift.org/install/linux says how to get it" >&2
  exit 1
fi
