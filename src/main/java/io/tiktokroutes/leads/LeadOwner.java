package io.tiktokroutes.leads;

/**
 * Who owns lead forms: an ad account, or a Business Center's library that forms were moved to.
 *
 * @param library which of the two it is
 * @param id the id of either
 */
record LeadOwner(boolean library, String id) {

    static LeadOwner advertiser(String id) {
        return new LeadOwner(false, id);
    }

    static LeadOwner library(String id) {
        return new LeadOwner(true, id);
    }

    /** The parameter that names it to TikTok. */
    String parameter() {
        return library ? "library_id" : "advertiser_id";
    }

    @Override
    public String toString() {
        return (library ? "library " : "ad account ") + id;
    }
}
