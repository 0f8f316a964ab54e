#!/usr/bin/env bash
# Measures events end to end with durability on: client, HTTP, inbox, mapping, batch, HTTP, sandbox. Client, program
# and sandbox (and PostgreSQL or MariaDB, which the tests bring along) share the machine.
#
#   bench/events.sh [h2|postgresql|mariadb] [EVENTS_PER_BODY] [SECONDS] [EVENTS_PER_SECOND] [JVM OPTIONS]
#
# without a rate, or with 0, as fast as it goes.
set -euo pipefail
cd "$(dirname "$0")/.."

classpath=target/bench.classpath
events=target/bench-events.ndjson
mvn -B -ntp -q package -DskipTests dependency:build-classpath \
    -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
java bench/CommandersActNdjson.java 20000 > "$events"
exec java -Xmx1g -cp "target/tiktok-routes.jar:target/test-classes:$(cat "$classpath")" \
    io.tiktokroutes.cli.EventsBench "$events" "${1:-h2}" "${2:-100}" "${3:-60}" "${4:-0}" "${@:5}"
