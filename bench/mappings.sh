#!/usr/bin/env bash
# Measures the Commanders Act mapping with JMH, on one thread: against a hand-written Java method that does the
# same, against parsing and writing alone, and in control hashes (SHA-256 over 1 KiB).
#
#   bench/mappings.sh [JMH OPTIONS]        for instance: bench/mappings.sh -f 1 -wi 2 -i 3 parsed
set -euo pipefail
cd "$(dirname "$0")/.."

mvn -B -ntp -q package -DskipTests
mvn -B -ntp -q -f bench/jmh/pom.xml package
exec java -cp "bench/jmh/target/classes:bench/jmh/target/lib/*:target/tiktok-routes.jar" \
    org.openjdk.jmh.Main "$@"
