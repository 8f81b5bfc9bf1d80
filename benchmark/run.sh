#!/usr/bin/env bash
# Measures what fan-out, posts and prices cost our server and its peers, on this machine, side by side.
#   benchmark/run.sh [options]         (--help lists them; see docs/benchmarks.md)
#   benchmark/run.sh search [options]  how long a page of search results takes, on both databases
#   benchmark/run.sh posts [options]   durable posts a second, on both databases and beside anchors
#   benchmark/run.sh ticks [options]   10,000 ticks a second: their cost, and how old browsers' prices are
#   benchmark/run.sh scores [options]  how long after its commit a message's score is shown
#   benchmark/run.sh deflation         what compressing a message costs and spares
#   benchmark/run.sh disk              how long the disk takes, which every acknowledgement waits for
#   benchmark/run.sh scorer [options]  what reading a message's mood costs, and loading the model
#   benchmark/run.sh report FILE…      the table of results that are there, --chart FILE for a picture
# benchmark/install-peers.sh installs the peers; those that are missing are left out.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
jar=$root/launcher/target/tickertalk.jar
client=$here/target/benchmark.jar
# shellcheck source=scripts/toolchain.sh
source "$root/scripts/toolchain.sh"

require_java
if [[ " $* " != *" --jar "* && ! "${1:-}" =~ ^(report|search|deflation|disk|scorer)$ ]] &&
  { [ ! -f "$jar" ] || [ -n "$(sources_newer_than "$jar")" ]; }; then
  require_javac
  require_node
  build "$jar"
fi
if [ ! -f "$client" ] || [ -n "$(find "$here/pom.xml" "$here"/src/main "$root"/{contract,storage,chat-verticle,sentiment-verticle}/src/main "$root/price-verticle/src/test/java/tickertalk/exchange" -type f -newer "$client" -print -quit)" ]; then
  require_javac
  "$root/mvnw" -B -ntp -q -f "$root/pom.xml" -Pbenchmark -pl benchmark -am -DskipTests \
    -Dspotless.check.skip package
fi

# Each connection is a file, in the client and in the server.
ulimit -n "$(ulimit -Hn)"
[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -ge 16500 ] ||
  echo "Only $(ulimit -n) files may be open: 15,000 connections need 16,500 (ulimit -Hn, or nofile in limits.conf), or give --connections." >&2

# One thread works; a collector with threads of its own would take CPU time from the server.
client() {
  exec "$JAVA" -XX:+UseSerialGC -Xms256m -Xmx2g -jar "$client" "$@"
}

if [[ "${1:-}" =~ ^(report|deflation|scorer)$ ]]; then
  client "$@"
fi
if [ "${1:-}" = disk ]; then
  shift
  client disk --work "$here/target/work" "$@"
fi
if [ "${1:-}" = search ]; then
  shift
  exec "$JAVA" -Xmx2g -jar "$client" search --work "$here/target/work" "$@"
fi
echo "$(nproc) cores, $("$JAVA" -version 2>&1 | sed -n 3p), $(uname -sr)"
if [[ "${1:-}" =~ ^(posts|ticks|scores)$ ]]; then
  command=$1
  shift
  client "$command" --jar "$jar" --work "$here/target/work" --results "$here/results" "$@"
fi
client fan-out --jar "$jar" --peers-folder "$here/peers" --work "$here/target/work" \
  --results "$here/results" "$@"
