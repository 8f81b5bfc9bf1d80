#!/usr/bin/env bash
# Measures what a fresh server costs: time from `java -jar … start` to ready, size of the jar, and
# resident memory after a minute at rest. Several runs, each with a new data folder; prints a line
# per run and the medians. Usage: benchmark/startup.sh [runs] [seconds at rest]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$root/launcher/target/tickertalk.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
runs=${1:-5}
rest=${2:-60}
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
now_ms() { date +%s%3N; }
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

echo "jar: $(($(stat -c %s "$jar") / 1000000)) MB, $("$java" -version 2>&1 | sed -n 3p), $(nproc) cores"
for ((run = 1; run <= runs; run++)); do
  port=$(free_port)
  begun=$(now_ms)
  # shellcheck disable=SC2086 # JAVA_OPTS is a list
  "$java" ${JAVA_OPTS:-} -jar "$jar" start --port "$port" --data "$work/$run" --price-source replay >"$work/log" 2>&1 &
  pid=$!
  until curl -fs -o "$work/health" "http://127.0.0.1:$port/health/ready"; do
    kill -0 "$pid" || { cat "$work/log"; exit 1; }
    [ $(($(now_ms) - begun)) -lt 30000 ] || { cat "$work/log"; exit 1; }
    sleep 0.02
  done
  ready=$(($(now_ms) - begun))
  sleep "$rest"
  rss=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status")
  cpu=$(awk '{ print ($14 + $15) * 10 }' "/proc/$pid/stat")
  echo "run $run: ready after $ready ms; after $rest s at rest $rss MB resident, $cpu ms of CPU in all"
  echo "$ready" >>"$work/ready"
  echo "$rss" >>"$work/rss"
  kill "$pid"
  wait "$pid" && status=0 || status=$?
  pid=
  [ "$status" = 0 ] || { echo "the server ended with $status"; exit 1; }
done
echo "median: ready after $(median <"$work/ready") ms, $(median <"$work/rss") MB resident"
