#!/usr/bin/env bash
# Measures the report room, each part as a process of its own with -Xmx256m.
#
#   bench/report.sh backfill [h2|postgresql|mariadb]
#       two years of daily reports of 200 campaigns in each of 3 ad accounts, from a sandbox that takes 150 ms for each
#       answer and lets 10 calls a second through; printed beside what 8 calls a second allow
#   bench/report.sh table [h2|postgresql|mariadb] [ROWS]
#       that many rows (1000000 when not told otherwise) into a table, then the same days once more
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:-backfill}
case "${2:-h2}" in
    h2 | H2) database=H2 ;;
    postgresql | PostgreSQL) database=PostgreSQL ;;
    mariadb | MariaDB) database=MariaDB ;;
    *)
        echo "error: there is no database '$2'; write h2, postgresql or mariadb" >&2
        exit 2
        ;;
esac
classpath=target/bench.classpath
mvn -B -ntp -q package -DskipTests dependency:build-classpath \
    -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test
run=(java -cp "target/tiktok-routes.jar:target/test-classes:$(cat "$classpath")")
case "$what" in
    backfill) exec "${run[@]}" -Xmx512m io.tiktokroutes.cli.BackfillBench "$database" ;;
    table) exec "${run[@]}" -Xmx256m io.tiktokroutes.reports.ReportTableBench "$database" "${3:-1000000}" ;;
    *)
        echo "error: there is no bench '$what'; write backfill or table" >&2
        exit 2
        ;;
esac
