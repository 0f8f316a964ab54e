#!/usr/bin/env bash
# Measures the export of one form's leads into the inbox with -Xmx256m, first when all are new, then when all are
# known. A small server speaks TikTok's export and writes the file as it goes; nothing is delivered.
#
#   bench/lead-export.sh [h2|postgresql] [LEADS]        h2 and 1000000 leads (about 300 MB) when not told otherwise
set -euo pipefail
cd "$(dirname "$0")/.."

classpath=target/bench.classpath
mvn -B -ntp -q package -DskipTests dependency:build-classpath \
    -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
exec java -Xmx256m -cp "target/tiktok-routes.jar:target/test-classes:$(cat "$classpath")" \
    io.tiktokroutes.cli.LeadExportBench "${1:-h2}" "${2:-1000000}"
