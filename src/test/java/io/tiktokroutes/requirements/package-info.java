/**
 * The ledger of what the five products promise: every line, and the tests or the decision that
 * settle it. It is written to {@code docs/requirements.md}, and the build fails when that is stale.
 */
package io.tiktokroutes.requirements;
