#!/bin/sh
# The long forms of the tests: ten minutes of fuzzing for each reader, every pair of rates, sanitizers, kills.
# About an hour and a half on two cores. Prints a table; a step's words are in the folder named below it.
#
#   REELC_FUZZ_SECONDS=60 sh Scripts/prove.sh          shorter fuzzing
#   sh Scripts/prove.sh matrix address                 some of the steps
#
# Steps: suite matrix motion syntax captions damage random kills address thread
set -u
cd "$(dirname "$0")/.."

sh Scripts/install.sh
words=$(mktemp -d)
table="$words/table"
failed=0
fuzz=${REELC_FUZZ_SECONDS:-600}
chosen=${*:-suite matrix motion syntax captions damage random kills address thread}

# step NAME WHAT COMMAND...: runs a command and notes how it went.
step() {
  name=$1
  what=$2
  shift 2
  case " $chosen " in *" $name "*) ;; *) return 0 ;; esac
  printf '%s: %s\n' "$name" "$what"
  start=$(date +%s)
  if "$@" >"$words/$name.log" 2>&1; then result=passed; else
    result=FAILED
    failed=1
    tail -n 40 "$words/$name.log"
  fi
  # A filter that meets no test proves nothing.
  tests=$(grep -c ' passed after ' "$words/$name.log" || true)
  [ "$tests" != 0 ] || { result=FAILED; failed=1; }
  seconds=$(($(date +%s) - start))
  printf '| %-8s | %-52s | %-6s | %5s s |\n' "$name" "$what" "$result" "$seconds" >>"$table"
}

# sanitized FOLDER SANITIZER: builds the tests for a sanitizer and runs those that touch C.
sanitized() {
  folder=$1
  kind=$2
  swift build --build-tests --sanitize="$kind" --scratch-path "$folder" || return 1
  swift test --skip-build --sanitize="$kind" --scratch-path "$folder" --no-parallel \
    --filter 'EngineTests|ProbeTests|RetimeTests|SourceTests|FileTests|CountedSoundTests|DamageTests|everyPicture'
}

address() {
  # Foundation and the runtime keep what they made once, so leaks are not looked for.
  ASAN_OPTIONS="detect_leaks=0:${ASAN_OPTIONS:-}" REELC_FUZZ_SECONDS=20 sanitized .build/address address
}

thread() {
  # Nothing is suppressed: the locks of FFmpeg's threads are seen although it was built without the sanitizer.
  TSAN_OPTIONS="halt_on_error=1:${TSAN_OPTIONS:-}" REELC_FUZZ_SECONDS=20 sanitized .build/thread thread
}

echo "building the tests"
swift build --build-tests >"$words/build.log" 2>&1 || {
  tail -n 40 "$words/build.log"
  exit 1
}

step suite "the whole suite" swift test --skip-build
step matrix "every source rate on every canvas rate" env REELC_MATRIX=full swift test --skip-build --filter RateTests
step motion "30 s of slow zooms, pans and turns, to fractions of a pixel" \
  env REELC_MOTION=long swift test --skip-build --filter SmoothnessTests
step syntax "$fuzz s of broken text at the syntax readers" \
  env REELC_FUZZ_SECONDS="$fuzz" swift test --skip-build --filter 'SyntaxTests.FuzzTests'
step captions "$fuzz s of broken captions at each of their readers" \
  env REELC_FUZZ_SECONDS="$fuzz" swift test --skip-build --filter 'SyntaxTests.CaptionFuzzTests'
step damage "$fuzz s each of damaged media and documents" \
  env REELC_FUZZ_SECONDS="$fuzz" swift test --skip-build --filter DamageTests
step random "$fuzz s of random films, optimised and not" \
  env REELC_FUZZ_SECONDS="$fuzz" swift test --skip-build --filter RandomFilmTests
step kills "stops and kills half-way, memory of long films" \
  env REELC_KILLS=12 swift test --skip-build --filter ProgramTests
step address "AddressSanitizer" address
step thread "ThreadSanitizer" thread

printf '\n| %-8s | %-52s | %-6s | %7s |\n' step what result time
printf '| -------- | ---------------------------------------------------- | ------ | ------- |\n'
cat "$table"
echo "what the steps said: $words"
exit "$failed"
