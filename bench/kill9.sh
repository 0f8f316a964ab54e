#!/usr/bin/env bash
# Posts events to the program while it is killed with kill -9 and started again, and counts what
# the sandbox got. Ends with 1 when anything is lost.
#
#   bench/kill9.sh [EVENTS] [KILLS] [SEED]        10000 events and 5 kills when not told otherwise
set -euo pipefail
cd "$(dirname "$0")/.."

classpath=target/bench.classpath
mvn -B -ntp -q package -DskipTests dependency:build-classpath \
    -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
exec java -cp "target/tiktok-routes.jar:target/test-classes:$(cat "$classpath")" \
    io.tiktokroutes.cli.KillBench "$@"
