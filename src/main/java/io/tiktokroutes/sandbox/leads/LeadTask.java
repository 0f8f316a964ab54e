package io.tiktokroutes.sandbox.leads;

import java.time.Instant;

/** One export somebody asked for. Guarded by {@link LeadTasks}. */
final class LeadTask {

    final String id;

    /** Null where an ad's leads are exported. */
    final Form form;

    /** Null where a form's leads are exported. */
    final String adId;

    final String owner;
    final Region region;

    /** How often somebody asked how far it is. */
    long asked;

    /** When its file was made; null before. */
    Instant ready;

    /** The newest lead there was then. */
    long lastLead;

    boolean zip;

    LeadTask(String id, Form form, String adId, String owner, Region region) {
        this.id = id;
        this.form = form;
        this.adId = adId;
        this.owner = owner;
        this.region = region;
    }

    /** The file holds what there was when it was made. */
    boolean holds(Lead lead) {
        return lead.id() <= lastLead
                && (form != null
                        || (lead.origin().adId().equals(adId) && lead.form().seenBy(owner)));
    }

    String csvName() {
        return "leads_" + (form == null ? adId : form.id()) + ".csv";
    }

    String fileName() {
        return zip ? csvName().replace(".csv", ".zip") : csvName();
    }
}
