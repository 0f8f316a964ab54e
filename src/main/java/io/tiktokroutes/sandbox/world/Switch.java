package io.tiktokroutes.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Everything about the sandbox that can be set otherwise while it runs. */
@SuppressWarnings("ImmutableEnumChecker") // defaults are boxed values, words a copied list
public enum Switch {
    PARAMETERS_FIRST(false, "a call with neither token nor parameters is told of the parameters"),
    QPS(10, "calls per second on each endpoint; 0 = no limit"),
    QPM(0, "calls per minute on each endpoint, then it is blocked; 0 = no limit"),
    QPM_BLOCK_SECONDS(300, "how long an endpoint is blocked once it had too many calls a minute"),
    ADVERTISER_GONE_CODE(40002, "the code for an ad account that was deleted"),
    EVENTS_QPS(1000, "calls per second on each events endpoint; 0 = no limit"),
    EVENTS_QPM(0, "calls per minute on each events endpoint; 0 = no limit"),

    CONSENT(
            "granted",
            "the consent page grants all accounts, none, denies, or asks the person",
            "granted",
            "nothing",
            "denied",
            "page"),
    CONSENT_ADMIN(true, "who consents administers the ad accounts; otherwise lead calls 40001"),

    EVENTS_MODE(
            "strict",
            "a bad event: the whole request is refused, only it, or it is merely noted",
            "strict",
            "partial",
            "lenient"),
    EVENTS_NAME_PLACE(true, "a refused request says which event is bad, by its place"),
    EVENTS_ANY_SOURCE(false, "any well-formed pixel code or event set is the caller's own"),
    EVENTS_APP(false, "event_source app is allowed; otherwise 40118"),
    EVENTS_UNHASHED("refuse", "an email or phone that is no SHA-256", "refuse", "accept"),
    EVENTS_UNHASHED_EXTERNAL_ID("accept", "an external_id that is no SHA-256", "refuse", "accept"),
    EVENTS_PAGE_URL(true, "a web event must have page.url"),
    EVENTS_AGE(false, "refuse event_time older than 28 days or more than 10 minutes ahead"),
    EVENTS_NULL_IS_ABSENT(
            false, "null counts as not there; otherwise as a value of the wrong type"),
    EVENTS_UNKNOWN_CURRENCY("accept", "a currency outside the 62", "refuse", "accept"),
    EVENTS_UNKNOWN_CONTENT_TYPE(
            "accept", "a content_type besides product and product_group", "refuse", "accept"),
    EVENTS_CRM_NAMES("any", "which names crm events may have", "any", "standard", "custom"),
    EVENTS_BATCH(1000, "most events in one /event/track/"),
    EVENTS_PIXEL_BATCH(1000, "most events in one /pixel/batch/"),
    EVENTS_OFFLINE_BATCH(100, "most events in one /offline/batch/"),
    EVENTS_BATCH_CODE(40002, "the code for too many events in one request"),
    EVENTS_KEEP(20_000, "how many of the last events are kept whole"),

    SEGMENT_QPS(10_000, "calls per second on each /segment/ endpoint; 0 = no limit"),
    SEGMENT_SUCCESS_CODE(
            0, "the code when a /segment/ call succeeds; with 200 an audience_id is a number"),
    SEGMENT_UNHASHED("refuse", "an id in /segment/mapping/ that is no digest", "refuse", "accept"),
    MAPPING_LIMIT(10_000, "most people in one /segment/mapping/, then 40061"),
    AUDIENCE_MINIMUM(1000, "an audience for which fewer people are found is of no use"),
    AUDIENCE_MATCH_RATE(1.0, "the share of ids for which TikTok finds somebody"),
    AUDIENCE_PROCESSING_SECONDS(0, "how long an audience is not ready after it was filled"),
    AUDIENCE_REPLACE_DAILY(true, "the files of an audience can be replaced once a day of UTC"),
    AUDIENCE_FILE_HOURS(24, "how long an uploaded file can be used; 0 = expired at once"),

    TRANSFERRED_FORMS_LISTED(
            false, "/page/get/ by advertiser_id still lists forms a library has, as TRANSFERRED"),
    LEAD_TASK_POLLS(1, "how many times a lead export answers RUNNING before it is done"),
    LEAD_TASK_FAILS(false, "lead exports end as FAILED"),
    LEAD_GENERATED(0, "further leads in the export of each form, made up while it is written"),
    LEAD_DOWNLOAD(
            "file",
            "a download gives the file, TikTok's error as JSON, or its words as if they were CSV",
            "file",
            "json",
            "text"),
    LEAD_FILE_MINUTES(10, "how long a lead file can be fetched; 0 = gone at once"),
    LEAD_FILE_GONE_CODE(40905, "the code for a lead file that is gone"),
    LEAD_FILE_ZIP(false, "lead files are zipped even below 10 MB"),
    LEAD_CSV_HEADER("lead_id", "the name of the first column", "lead_id", "lead id"),
    LEAD_CSV_IDS(
            "plain",
            "how ids stand in the file: 7.., =\"7..\", '7..",
            "plain",
            "formula",
            "apostrophe"),
    LEAD_CSV_TIME_SUFFIX(true, "created_time ends in (UTC+00:00)"),
    LEAD_CSV_BOM(true, "the file begins with a byte order mark"),
    LEAD_CSV_CRLF(true, "lines end in CR LF; otherwise in LF"),
    LEAD_CSV_IS_TEST(false, "a column is_test after form_name"),
    LEAD_CSV_REPEATED_ROWS(false, "each lead stands in the file twice"),

    SUBSCRIPTIONS_FILTERED(true, "/subscription/get/ lists only the entity it is asked for"),
    SUBSCRIPTION_IDS("string", "how ids stand in a subscription's detail", "string", "number"),
    WEBHOOK_DELAY_MS(0, "how long a webhook waits before its first attempt"),
    WEBHOOK_IDS("number", "how ids stand in a webhook", "number", "string"),
    WEBHOOK_BODY("raw", "non-ASCII in the webhook body: UTF-8, or escaped", "raw", "escaped"),
    WEBHOOK_SIGNATURE(
            "escaped", "what X-Open-Signature is made of", "escaped", "raw", "wrong", "none"),
    WEBHOOK_TIME_FACTOR(
            1.0, "stretches the waits between attempts (0 s, 1 min, 10 min, 1 h, 6 h, 24 h)"),
    WEBHOOK_TIMEOUT_MS(3000, "how long a webhook waits for its 200"),
    WEBHOOK_BATCH(1000, "most leads in one webhook"),
    WEBHOOK_COPIES(1, "how many times each webhook is delivered"),

    REPORT_RANGE_DAYS(
            30, "largest end_date - start_date with stat_time_day; 29 is the strict reading"),
    REPORT_RESTATEMENT(true, "conversions of past days grow for a week"),
    REPORT_LATENCY_HOURS(0, "how far behind now the report is"),
    REPORT_EXTRA_CAMPAIGNS(0, "further generated campaigns per advertiser"),
    REPORT_REPEATED_ROWS(false, "each page begins with the last row of the page before"),
    REPORT_TOO_LARGE_ROWS(0, "more rows than this answer 40067; 0 = never"),
    REPORT_MISSING_METRICS(
            "", "metrics the account does not have, comma-separated; asking for one is refused"),
    REPORT_MISSING_METRICS_AS(
            "listed",
            "40002 names all that are missing, or the first; 40001 names the first; 40002 names none",
            "listed",
            "first",
            "permission",
            "conflict"),
    REPORT_TASK_CHECKS(2, "how many checks a report task is not done: QUEUING, then PROCESSING"),
    REPORT_TASK_FAILS(false, "report tasks end as FAILED, with a message"),
    REPORT_TASK_LIMIT(true, "3 report tasks in 10 seconds and 1000 a day; otherwise any number"),
    REPORT_TASK_STATUS_FILTER(
            false, "report tasks can be filtered by status, which TikTok's documents deny"),
    REPORT_TASK_CSV(
            "text",
            "a CSV_STRING download is the text itself, or data.content of an envelope",
            "text",
            "envelope"),
    REPORT_LINK_MINUTES(60, "how long a download_url is good; 0 = expired at once"),
    REPORT_CSV_BOM(false, "a report file begins with a byte order mark"),
    REPORT_CSV_CRLF(false, "lines of a report file end in CR LF; otherwise in LF"),
    ADS_MODIFIED_AFTER(false, "/ad/get/ can be filtered by modified_after"),
    ADS_WITHOUT_MODIFY_TIME(false, "ads have no modify_time, as some of Smart+ do"),

    CDP_UNKNOWN_ATTRIBUTES("refuse", "an attribute the object does not have", "refuse", "accept");

    private final Object otherwise;
    private final String meaning;
    private final List<String> words;

    Switch(Object otherwise, String meaning, String... words) {
        this.otherwise =
                otherwise instanceof Integer number ? (Object) number.longValue() : otherwise;
        this.meaning = meaning;
        this.words = List.of(words);
    }

    /** The name in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The default: a Boolean, Long, Double or String. */
    public Object otherwise() {
        return otherwise;
    }

    public String meaning() {
        return words.isEmpty() ? meaning : meaning + " (" + String.join(", ", words) + ")";
    }

    /** The value in this JSON, or an IllegalArgumentException in the user's words. */
    Object read(JsonNode value) {
        if (otherwise instanceof Boolean && value.isBoolean()) {
            return value.booleanValue();
        }
        if (otherwise instanceof Long && value.isIntegralNumber() && value.longValue() >= 0) {
            return value.longValue();
        }
        if (otherwise instanceof Double && value.isNumber() && value.doubleValue() >= 0) {
            return value.doubleValue();
        }
        boolean any = otherwise instanceof String && words.isEmpty();
        if (value.isTextual() && (any || words.contains(value.textValue()))) {
            return value.textValue();
        }
        String wanted =
                !words.isEmpty()
                        ? "one of " + words
                        : any
                                ? "a text"
                                : otherwise instanceof Boolean
                                        ? "true or false"
                                        : "a number from 0 up";
        throw new IllegalArgumentException(word() + " is " + wanted + ", not " + value);
    }
}
