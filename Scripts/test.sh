#!/bin/sh
# Installs what is missing, builds, and runs all tests. About fifteen minutes on two cores.
# Arguments go to `swift test`: sh Scripts/test.sh --filter GoldenTests
set -eu
cd "$(dirname "$0")/.."

sh Scripts/install.sh
# shellcheck disable=SC2086
swift build --build-tests ${REELC_BUILD_FLAGS:-}
# shellcheck disable=SC2086
exec swift test --skip-build ${REELC_BUILD_FLAGS:-} "$@"
