#!/usr/bin/env bash
# A whole cluster on this machine: cluster.sh JAR [options]. Ctrl-C stops all of it.
# The bridges listen on --port (8080) and the one after it; the members find each other on
# --cluster-port (5701) and the ones after it.
set -euo pipefail

jar=$1
shift
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${TICKERTALK_PORT:-8080}
cluster_port=${TICKERTALK_CLUSTER_PORT:-5701}
options=()
while [ $# -gt 0 ]; do
  case $1 in
    --port) port=$2; shift 2 ;;
    --port=*) port=${1#*=}; shift ;;
    --cluster-port) cluster_port=$2; shift 2 ;;
    --cluster-port=*) cluster_port=${1#*=}; shift ;;
    -h | --help) exec "$java" -jar "$jar" start --help ;;
    *) options+=("$1"); shift ;;
  esac
done

roles=(chat notifier sentiment price bridge bridge)
members=$(for i in "${!roles[@]}"; do echo -n "127.0.0.1:$((cluster_port + i)),"; done)
pids=()

stop() {
  trap - INT TERM EXIT
  # The bridges first, so that they can send their browsers away while the rest still answers.
  kill -TERM "${pids[@]:4}" 2>/dev/null || true
  wait "${pids[@]:4}" || true
  kill -TERM "${pids[@]:0:4}" 2>/dev/null || true
  wait
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

bridges=0
for i in "${!roles[@]}"; do
  http_port=0
  if [ "${roles[i]}" = bridge ]; then
    http_port=$((port + bridges))
    bridges=$((bridges + 1))
  fi
  # shellcheck disable=SC2086 # JAVA_OPTS is a list
  "$java" ${JAVA_OPTS:-} -jar "$jar" start --cluster --cluster-port $((cluster_port + i)) \
    --cluster-members "${members%,}" --verticles "${roles[i]}" --port "$http_port" \
    ${options[@]+"${options[@]}"} > >(sed -u "s/^/[${roles[i]}-$i] /") 2>&1 &
  pids+=($!)
done

echo "Starting six JVMs; the bridges will be at http://127.0.0.1:$port and http://127.0.0.1:$((port + 1)). Ctrl-C stops all."
wait -n "${pids[@]}" && status=0 || status=$?
echo "tickertalk: one of the JVMs ended (exit code $status); stopping the others." >&2
stop
exit 1
