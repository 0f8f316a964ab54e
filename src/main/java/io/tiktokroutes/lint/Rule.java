package io.tiktokroutes.lint;

import java.util.Locale;

/** What is looked for; docs/lint.md explains each rule and says what to write. */
public enum Rule {
    // routes
    ROUTE_FILE,
    ROUTE_STEP,
    UNKNOWN_KAMELET,
    KAMELET_PARAMETER,
    MISSING_PARAMETER,
    BAD_VALUE,
    BAD_SCHEDULE,
    UNKNOWN_MAPPING,
    UNKNOWN_COMPONENT,
    ENDPOINT_OPTION,
    UNKNOWN_BEAN,
    INBOX_WITHOUT_READER,
    INBOX_WITHOUT_WRITER,
    DUPLICATE_ROUTE_ID,
    DUPLICATE_DESTINATION,
    START_FROM,
    WHOLE_LIST,
    SHARED_AUDIENCE,
    NO_DESCRIPTION,
    AUTO_STARTUP,
    REPORT_QUERY,
    REPORT_WORD,
    REPORT_MAPPING,
    REPORT_TABLE,
    UNKNOWN_MODEL,
    MODEL_FILE,
    MODEL_KEY,
    DUPLICATE_SYNC,
    SYNC_MODE,
    // kamelets
    KAMELET_FILE,
    KAMELET_NAME,
    UNDECLARED_PARAMETER,
    UNUSED_PARAMETER,
    REQUIRED_DEFAULT,
    UNMARKED_SECRET,
    // settings
    SETTINGS_FILE,
    UNKNOWN_SETTING,
    DEPRECATED_SETTING,
    // mappings
    MAPPING_FILE,
    LOOKUP_FILE,
    TEST_FILE,
    UNKNOWN_SCHEMA,
    UNKNOWN_COLUMN,
    MISSING_COLUMN,
    PLAIN_PERSONAL_DATA,
    BAD_CONSTANT,
    UNREACHABLE,
    UNUSED_LOOKUP,
    NO_TESTS;

    /** As findings and the manual name it, such as {@code unknown-kamelet}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
