#!/usr/bin/env bash
# What a reader waits for: crates compiled, CPU seconds, wall seconds. Takes a
# few minutes. Measures the last commit, in a copy with its own target folder;
# crates are downloaded before.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone --quiet . "$work/course"
cd "$work/course"
unset CARGO_TARGET_DIR
cargo fetch --quiet

TIMEFORMAT='%R %U %S'
chapter=02-scaled-dot-product
exercise=chapters/$chapter/exercises/src/e2_3.rs

# Runs a command; leaves wall, user and system seconds in $work/time.
timed() {
  { time "$@" >"$work/out" 2>"$work/err" </dev/null; } 2>"$work/time" ||
    { cat "$work/out" "$work/err"; exit 1; }
}

row() {
  local title=$1
  shift
  timed "$@"
  awk -v title="$title" -v crates="$(grep -c Compiling "$work/err" || true)" \
    '{ printf "%-44s %6d %7.1f %7.2f\n", title, crates, $2 + $3, $1 }' \
    "$work/time"
}

# The median of seven runs, after one that doesn't count.
median() {
  local title=$1 run
  shift
  for run in 0 1 2 3 4 5 6 7; do
    "$@" $run
    [ $run = 0 ] || cat "$work/time"
  done | sort -n | awk -v title="$title" '{ wall[NR] = $1; cpu += $2 + $3 }
    END { printf "%-44s %6s %7.2f %7.2f\n", title, "", cpu / NR, wall[4] }'
}

again() {
  timed cargo test -p "ex$chapter" e2_3
}

edit() {
  echo "// $1" >>"$exercise"
  again
}

printf '%-44s %6s %7s %7s\n' '' crates cpu wall
row 'cold cargo learn' cargo learn
row 'then cargo run -p ch02-…' cargo run -p "ch$chapter"
row 'then cargo test' cargo test
rm -rf target
row 'cold cargo run -p ch02-…' cargo run -p "ch$chapter"
row 'then cargo learn' cargo learn
row 'then cargo test -p ex02-… --no-run' cargo test -p "ex$chapter" --no-run
rm -rf target
row 'cold cargo test' cargo test

# The sheet without its marks and hints is the solution.
sed '/\/\/ solution: /d; /^ *\/\/ end$/d; /^\/\/ nudge: /,$d' \
  "chapters/$chapter/src/checks/solutions/e2_3.rs" >"$exercise"
median 'warm edit → verdict, e2_3 solved' edit
median 'the same without an edit' again
