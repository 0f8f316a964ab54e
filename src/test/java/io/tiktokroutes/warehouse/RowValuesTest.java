package io.tiktokroutes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the types of each database become in JSON. */
class RowValuesTest {

    @TempDir Path folder;

    private String row(String kind, String query) throws Exception {
        try (SyncBench bench = new SyncBench(kind, folder)) {
            bench.model("values", query);
            bench.sync("values", "values", "id");
            assertThat(bench.run("values")).isEmpty();
            return bench.waiting("values").get("k");
        }
    }

    @Test
    void ofPostgres() throws Exception {
        assertThat(
                        row(
                                "PostgreSQL",
                                """
                                select 'k' as id, 12345678901234567890.10::numeric as n, 1234567890123456789 as big,
                                  'NaN'::numeric as nan, 0.1::real as small, true as yes, null::text as nothing,
                                  timestamptz '2026-03-14 10:26:53+01' as moment, timestamp '2026-03-14 09:26:53.5' as local,
                                  date '2026-03-14' as born, time '09:26' as clock, array['a', null, 'b'] as list,
                                  '{"a": [1, 2.50]}'::jsonb as doc, '\\x00ff'::bytea as bytes,
                                  '{"a":1}'::jsonb ? 'a' as has, 'what? 100% a+b & c' as "Text",
                                  '8f14e45f-ceea-467f-a8c9-2f1e6d2b1c3d'::uuid as guid, b'101' as bits
                                """))
                .isEqualTo(
                        "{\"Text\":\"what? 100% a+b & c\",\"big\":1234567890123456789,\"bits\":\"101\","
                                + "\"born\":\"2026-03-14\",\"bytes\":\"AP8=\",\"clock\":\"09:26:00\","
                                + "\"doc\":{\"a\": [1, 2.50]},\"guid\":\"8f14e45f-ceea-467f-a8c9-2f1e6d2b1c3d\","
                                + "\"has\":true,\"id\":\"k\",\"list\":[\"a\",null,\"b\"],"
                                + "\"local\":\"2026-03-14T09:26:53.500\",\"moment\":\"2026-03-14T09:26:53Z\","
                                + "\"n\":12345678901234567890.10,\"nan\":\"NaN\",\"nothing\":null,"
                                + "\"small\":0.1,\"yes\":true}");
    }

    @Test
    void ofH2() throws Exception {
        assertThat(
                        row(
                                "H2",
                                """
                                select 'k' as id, 12345678901234567890.10 as n, 1234567890123456789 as big,
                                  cast(0.1 as real) as small, true as yes, null as nothing,
                                  timestamp with time zone '2026-03-14 10:26:53+01' as moment,
                                  timestamp '2026-03-14 09:26:53.5' as local, date '2026-03-14' as born,
                                  time '09:26:00' as clock, array['a', null, 'b'] as list,
                                  json '{"a": [1, 2.50]}' as doc, x'00ff' as bytes, 'what? 100%' as "Text",
                                  cast('long' as clob) as long_text,
                                  uuid '8f14e45f-ceea-467f-a8c9-2f1e6d2b1c3d' as guid
                                """))
                .isEqualTo(
                        "{\"Text\":\"what? 100%\",\"big\":1234567890123456789,\"born\":\"2026-03-14\","
                                + "\"bytes\":\"AP8=\",\"clock\":\"09:26:00\",\"doc\":{\"a\":[1,2.50]},"
                                + "\"guid\":\"8f14e45f-ceea-467f-a8c9-2f1e6d2b1c3d\",\"id\":\"k\","
                                + "\"list\":[\"a\",null,\"b\"],\"local\":\"2026-03-14T09:26:53.500\","
                                + "\"long_text\":\"long\",\"moment\":\"2026-03-14T09:26:53Z\","
                                + "\"n\":12345678901234567890.10,\"nothing\":null,\"small\":0.1,\"yes\":true}");
    }

    /** Or a column that gets another scale would send every old event once more, with a new id. */
    @Test
    void aNumberIsTheSameKeyWhateverItsTypeOrScale() throws Exception {
        try (SyncBench bench = new SyncBench("H2", folder)) {
            bench.sync(
                    "values",
                    "select * from (values (10.00, 1), (20.50, 2), (1e3, 3)) v (id, n)",
                    "id");
            assertThat(bench.run("values")).isEmpty();
            assertThat(bench.waiting("values")).containsOnlyKeys("10", "20.5", "1000");
            for (String type : new String[] {"double precision", "decfloat", "decimal(12, 6)"}) {
                String query =
                        "select cast(id as %s) as id, n from (values (10, 1), (20.5, 2), (1000, 3))"
                                + " v (id, n)";
                bench.sync("values", query.formatted(type), "id");
                assertThat(bench.run("values")).isEmpty();
                assertThat(bench.lastRun("values")).isEqualTo("completed 3 rows +0 ~0 -0 again 0");
            }
        }
    }

    @Test
    void ofMariaDb() throws Exception {
        try (SyncBench bench = new SyncBench("MariaDB", folder)) {
            bench.warehouse(
                    "create table v (id varchar(5), n decimal(25, 2), big bigint unsigned, yes"
                            + " boolean, moment timestamp, local datetime(3), born date, clock time,"
                            + " doc json, bytes varbinary(5), f float)",
                    "set time_zone = '+01:00'",
                    "insert into v values ('k', 12345678901234567890.10, 18446744073709551615, true,"
                            + " '2026-03-14 10:26:53', '2026-03-14 09:26:53.500', '2026-03-14',"
                            + " '109:26:00', '{\"a\": [1, 2.50]}', x'00ff', 0.1)");
            bench.sync("values", "select * from v", "id");
            assertThat(bench.run("values")).isEmpty();
            assertThat(bench.waiting("values").get("k"))
                    .isEqualTo(
                            "{\"big\":18446744073709551615,\"born\":\"2026-03-14\",\"bytes\":\"AP8=\","
                                    + "\"clock\":\"109:26:00\",\"doc\":{\"a\": [1, 2.50]},\"f\":0.1,\"id\":\"k\","
                                    + "\"local\":\"2026-03-14T09:26:53.500\",\"moment\":\"2026-03-14T09:26:53Z\","
                                    + "\"n\":12345678901234567890.10,\"yes\":true}");
        }
    }
}
