#!/usr/bin/env bash
# Installs the servers that benchmark/run.sh measures beside ours, where that can be done: Debian's
# packages as root, the others into benchmark/peers. What cannot be installed is said, and left out.
set -uo pipefail

peers=$(cd "$(dirname "${BASH_SOURCE[0]}")/peers" && pwd)
root=$(cd "$peers/../.." && pwd)
log=$(mktemp)
failed=0
trap 'rm -f "$log"' EXIT

# what it is for, then the command
try() {
  local what=$1
  shift
  if "$@" >"$log" 2>&1; then
    echo "$what: installed"
  else
    echo "$what: cannot be installed:"
    tail -n 3 "$log" | sed 's/^/  /'
    failed=1
  fi
}

debian() {
  command -v apt-get || { echo "there is no apt-get"; return 1; }
  [ "$(id -u)" = 0 ] || { echo "needs root: sudo $0"; return 1; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

was_running=$(pgrep -c -x nginx)
[ "$(id -u)" != 0 ] || apt-get update -qq
try "bun, node-ws, socketio" npm --prefix "$peers" ci --no-fund --no-audit --loglevel=error
try "spring-stomp" "$root/mvnw" -B -ntp -q -f "$peers/spring-stomp/pom.xml" package
try "nchan" debian nginx-light libnginx-mod-nchan
try "python-websockets" debian python3-websockets
try "tornado" debian python3-tornado
try "django-channels" debian python3-django-channels python3-daphne
if [ "$was_running" = 0 ] && pgrep -x nginx >/dev/null; then
  echo "Debian's package has started nginx on port 80; the benchmark does not need that one."
fi
exit "$failed"
