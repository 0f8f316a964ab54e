package io.tiktokroutes.tiktok;

/** What helps against an answer that is not a success. */
public enum Remedy {
    /** The same call again after a while: TikTok or the network has a passing fault. */
    RETRY,
    /** The same call again, but slower: a rate limit was reached. */
    SLOW_DOWN,
    /** A new access token: this one is missing, wrong, expired or revoked. */
    REAUTHORISE,
    /** A permission, an allowlist or a setting: nothing is wrong with the data. */
    CONFIGURE,
    /** A smaller request: fewer items, or a shorter date range. */
    HALVE,
    /** Nothing as long as the request stays as it is: its content is refused. */
    REFUSE
}
