package io.tiktokroutes.leads;

/**
 * A Business Center's library of forms. Forms that were moved to it are no longer seen by their ad
 * account.
 *
 * @param id the library's id
 * @param advertiserId the ad account its forms came from; empty when TikTok does not say
 * @param name as people see it
 */
record LeadLibrary(String id, String advertiserId, String name) {}
