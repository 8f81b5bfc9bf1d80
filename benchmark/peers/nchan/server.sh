#!/bin/sh
# nginx with nchan: server.sh FOLDER PORT. The folder takes the configuration and what nginx writes.
set -eu
mkdir -p "$1"
sed "s|PORT|$2|; s|WORK|$1|" "$(dirname "$0")/nginx.conf" >"$1/nginx.conf"
exec nginx -p "$1" -c "$1/nginx.conf" -e "$1/nginx-error.log"
