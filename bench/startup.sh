#!/usr/bin/env bash
# Measures the time from the start of the process until /observe/health answers 200: ours, with the
# shipped routes, against a plain Camel Main with the same jars and as many routes and kamelets.
#
#   bench/startup.sh [RUNS]        7 runs of each when not told otherwise
set -euo pipefail
cd "$(dirname "$0")/.."

classpath=target/bench.classpath
mvn -B -ntp -q package -DskipTests dependency:build-classpath \
    -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
exec java -cp "target/tiktok-routes.jar:target/test-classes:$(cat "$classpath")" \
    io.tiktokroutes.cli.StartBench "$@"
