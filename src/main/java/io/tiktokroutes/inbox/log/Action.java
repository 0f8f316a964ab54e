package io.tiktokroutes.inbox.log;

import io.tiktokroutes.record.Outcome;
import java.time.Instant;

/**
 * What one destination made of a record at one time.
 *
 * @param outcome with reason, detail and the id of the call
 * @param attempts how often it had been tried by then
 * @param decidedAt when it was decided
 * @param earlier true when a later outcome replaced it
 */
public record Action(
        String destination, Outcome outcome, int attempts, Instant decidedAt, boolean earlier) {}
