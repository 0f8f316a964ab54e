package io.tiktokroutes.leads;

/**
 * One instant form, which TikTok's API calls a page.
 *
 * @param owner who holds it
 * @param pageId the form's id
 * @param title for people
 * @param status TikTok's word, PUBLISHED or EDITED
 * @param updated when it was last changed, UTC, as TikTok writes it
 * @param transferred true for what an ad account still lists of a form that a library holds now:
 *     its leads are not to be had there
 */
public record LeadForm(
        FormOwner owner,
        String pageId,
        String title,
        String status,
        String updated,
        boolean transferred) {

    public boolean isPublished() {
        return status.equals("PUBLISHED");
    }
}
