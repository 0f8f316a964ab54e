#!/usr/bin/env bash
# Measures leads in real time: from TikTok's post to their receipt at the CDP as an event and as an object, through
# signature, inbox (committed before the answer), mappings and both sinks. Client, program, sandbox (and PostgreSQL,
# which the tests bring along) share the machine. The CDP is looked at every 5 ms, which the numbers include.
#
#   bench/lead-webhook.sh [h2|postgresql] [LEADS_PER_SECOND] [SECONDS] [JVM OPTIONS]
set -euo pipefail
cd "$(dirname "$0")/.."

classpath=target/bench.classpath
mvn -B -ntp -q package -DskipTests dependency:build-classpath \
    -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
exec java -Xmx1g -cp "target/tiktok-routes.jar:target/test-classes:$(cat "$classpath")" \
    io.tiktokroutes.cli.LeadWebhookBench "${1:-h2}" "${2:-50}" "${3:-60}" "${@:4}"
