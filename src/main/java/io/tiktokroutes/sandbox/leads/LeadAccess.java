package io.tiktokroutes.sandbox.leads;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.World;
import java.util.Optional;

/** Who may see which form: by ad account or by library, and only as administrator. */
final class LeadAccess {

    private LeadAccess() {}

    /**
     * The owner a call names: {@code advertiser_id} or {@code library_id}, not both.
     *
     * @return the id of either
     */
    static String owner(Call call) {
        Optional<String> advertiser = call.param("advertiser_id");
        Optional<String> library = call.param("library_id");
        if (advertiser.isPresent() == library.isPresent()) {
            throw Refusal.missing("advertiser_id or library_id");
        }
        if (library.isPresent()) {
            if (!library.get().equals(World.LIBRARY_ID)) {
                throw new Refusal(
                        40001,
                        "You don't have permission to operate this library:" + library.get() + ".");
            }
            return library.get();
        }
        return call.token().advertiser(advertiser.get()).id();
    }

    /** The same where only administrators of the ad account may call (reference, leads 2.5). */
    static String adminOwner(Call call) {
        String owner = owner(call);
        if (!call.token().admin()) {
            throw new Refusal(40001, "No permission to operate advertiser: " + owner);
        }
        return owner;
    }

    /** The form of this id if its leads are visible to the owner. */
    static Form form(String pageId, String owner) {
        return LeadStore.form(pageId)
                .filter(
                        form ->
                                form.libraryId().isEmpty()
                                        ? form.advertiserId().equals(owner)
                                        : form.libraryId().equals(owner))
                .orElseThrow(
                        () ->
                                new Refusal(
                                        40001,
                                        "You don't have permission to operate this page:"
                                                + pageId
                                                + "."));
    }
}
