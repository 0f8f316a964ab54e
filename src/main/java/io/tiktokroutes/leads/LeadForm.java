package io.tiktokroutes.leads;

/**
 * One instant form, which TikTok's API calls a page.
 *
 * @param advertiserId the ad account that owns it
 * @param pageId the form's id
 */
public record LeadForm(String advertiserId, String pageId) {}
