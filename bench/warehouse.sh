#!/usr/bin/env bash
# Measures the warehouse room, as a process of its own with -Xmx256m: a model of ten columns whose rows are synced for the
# first time, again without a change, and again with 1 % changed, beside a bare JDBC loop over the same query.
#
#   bench/warehouse.sh [h2|postgresql] [ROWS]        (1000000 rows when not told otherwise)
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-h2}" in
    h2 | H2) database=H2 ;;
    postgresql | PostgreSQL) database=PostgreSQL ;;
    *)
        echo "error: there is no database '$1' to measure; write h2 or postgresql" >&2
        exit 2
        ;;
esac
classpath=target/bench.classpath
mvn -B -ntp -q package -DskipTests dependency:build-classpath \
    -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
exec java -cp "target/tiktok-routes.jar:target/test-classes:$(cat "$classpath")" \
    -Xmx256m io.tiktokroutes.warehouse.WarehouseBench "$database" "${2:-1000000}"
