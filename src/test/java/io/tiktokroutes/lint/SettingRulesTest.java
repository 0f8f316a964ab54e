package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule about settings finds its mistake. */
class SettingRulesTest {

    private static final String FILE = "application.properties";

    @TempDir private Path root;
    private LintBench bench;

    @BeforeEach
    void settle() {
        bench = new LintBench(root);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tiktok.pixel-cod=C1       |1: error: there is no setting tiktok.pixel-cod; did you mean 'tiktok.pixel-code'? (unknown-setting)
                    nobody.reads.it = 1       |1: error: there is no setting nobody.reads.it; take it out, or read it as {{nobody.reads.it}} (unknown-setting)
                    http.port = 99999         |13: error: http.port is '99999'; write a whole number from 1 to 65535 (bad-value)
                    leads.schedule: daily     |17: error: leads.schedule is 'daily': this is no schedule; write for instance every 15 minutes, every day at 05:00, every monday at 07:30 or 0 0/10 * * * ? (bad-value)
                    reports.schedule=every mondey at 05:00 |18: error: reports.schedule is 'every mondey at 05:00': after 'every' comes minute, hour, day, week or month, a day of the week or a number, not 'mondey'; did you mean 'monday'? (bad-value)
                    schedules.zone=Tokio      |16: error: schedules.zone is 'Tokio': there is no time zone 'Tokio'; write one such as Europe/Berlin or UTC (bad-value)
                    cdp.time-zone=Berlin      |15: error: cdp.time-zone is 'Berlin': there is no time zone 'Berlin'; did you mean 'Europe/Berlin'? (bad-value)
                    ledger.retention=a month  |18: error: ledger.retention is 'a month'; write a length of time such as 30d or 12h (bad-value)
                    leads.subscription-check=5|26: error: leads.subscription-check is '5'; write a length of time such as 5m or 1h (bad-value)
                    leads.webhook-url=http://x|19: error: leads.webhook-url is 'http://x'; write the https address at which TikTok reaches this program, such as https://leads.example.com/webhooks/tiktok/leads (bad-value)
                    leads.webhook-url=https:/x|19: error: leads.webhook-url is 'https:/x'; write the https address at which TikTok reaches this program, such as https://leads.example.com/webhooks/tiktok/leads (bad-value)
                    tiktok.lead-regions=us,it |21: error: tiktok.lead-regions is 'us,it'; write row, us and eu with commas between (bad-value)
                    cdp.api-url=a.cdp.asia    |13: error: cdp.api-url is 'a.cdp.asia'; write an address that begins with https:// or http:// (bad-value)
                    segment.api-url=segment   |17: error: segment.api-url is 'segment'; write an address that begins with https:// or http:// (bad-value)
                    notify.on=failure         |11: error: notify.on is 'failure'; write fail, success, both with a comma between, or none (bad-value)
                    notify.every=often        |14: error: notify.every is 'often'; write a length of time such as 15m or 6h (bad-value)
                    notify.webhook-url=hush/x |20: error: notify.webhook-url cannot be used; write an address that begins with https:// or http:// (bad-value)
                    notify.mail-host=a b      |18: error: notify.mail-host is 'a b'; write a host such as smtp.example.com, with :port behind it if need be (bad-value)
                    notify.mail-from=ops      |18: error: notify.mail-from is 'ops'; write an e-mail address (bad-value)
                    notify.mail-to=a@b.c,ops  |16: error: notify.mail-to is 'a@b.c,ops'; write e-mail addresses with commas between (bad-value)
                    notify.mail-tls=ssl       |17: error: notify.mail-tls is 'ssl'; write starttls, tls or none (bad-value)
                    cdp.token=\\u00zz         |1: error: a backslash begins an escape that is none; write \\\\ for a backslash (settings-file)
                    """)
    void oneMistakeIsOneFinding(String line, String expected) {
        bench.write(FILE, "# mine\n\n" + line + "\n");
        assertThat(bench.found()).containsExactly(FILE + ":3:" + expected);
    }

    @Test
    void whatARouteReadsIsNoStranger() {
        bench.edit("routes/leads.camel.yaml", "object: customers", "object: '{{my.object}}'");
        bench.write(FILE, "my.object=customers\ncamel.main.name=x\n");
        assertThat(bench.found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://leads.example.com/webhooks/tiktok/leads",
                "http://127.0.0.1:8080/webhooks/tiktok/leads",
                "http://localhost/x",
                "http://[::1]:1/x"
            })
    void anAddressThatTikTokOrTheSandboxCanReach(String address) {
        bench.write(FILE, "leads.webhook-url=" + address + "\n");
        assertThat(bench.found()).isEmpty();
    }

    @Test
    void aSettingStandsOnce() {
        bench.write(FILE, "http.port=\\\n  8081\nhttp.port=8082\n");
        assertThat(bench.found())
                .containsExactly(
                        FILE
                                + ":3:1: error: http.port stands in line 1 already; keep one of them"
                                + " (settings-file)");
    }

    @Test
    void valuesOfSecretsAreNeverShown() {
        bench.write(FILE, "cdp.tokn=hush-hush\nnotify.webhook-url=hooks/hush-hush\n");
        assertThat(bench.found().toString()).contains("cdp.token").doesNotContain("hush");
    }
}
