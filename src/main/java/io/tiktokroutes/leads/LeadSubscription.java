package io.tiktokroutes.leads;

import java.math.BigInteger;

/**
 * One subscription at TikTok.
 *
 * @param id its id
 * @param owner whose leads it tells of
 * @param pageId one form of the owner; empty for all of them
 * @param token the access token it lives and dies with; empty when TikTok does not show it
 */
record LeadSubscription(String id, LeadOwner owner, String pageId, String token)
        implements Comparable<LeadSubscription> {

    /** The older first: every process that looks keeps the same one. */
    @Override
    public int compareTo(LeadSubscription other) {
        boolean numbers = id.matches("\\d+") && other.id.matches("\\d+");
        return numbers
                ? new BigInteger(id).compareTo(new BigInteger(other.id))
                : id.compareTo(other.id);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "subscription " + id;
    }
}
