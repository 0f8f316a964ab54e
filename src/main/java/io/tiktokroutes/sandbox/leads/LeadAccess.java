package io.tiktokroutes.sandbox.leads;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Token;
import java.util.Optional;

/** Who may see which form: by ad account or by library, and only as administrator. */
final class LeadAccess {

    private final Forms forms;

    LeadAccess(Forms forms) {
        this.forms = forms;
    }

    /**
     * The owner a call names: {@code advertiser_id} or {@code library_id}, not both.
     *
     * @return the id of either
     */
    String owner(Call call) {
        return owner(call.token(), call.param("advertiser_id"), call.param("library_id"));
    }

    /** The same for whoever shows a token in another place than the header. */
    String owner(Token token, Optional<String> advertiser, Optional<String> library) {
        if (advertiser.isPresent() == library.isPresent()) {
            throw Refusal.missing("advertiser_id or library_id");
        }
        return library.isPresent()
                ? library(token, library.get())
                : token.advertiser(advertiser.get()).id();
    }

    private String library(Token token, String id) {
        return forms.library(id)
                .filter(one -> token.advertisers().contains(one.advertiserId()))
                .map(Library::id)
                .orElseThrow(
                        () ->
                                new Refusal(
                                        40001,
                                        "You don't have permission to operate this library:"
                                                + id
                                                + "."));
    }

    /** The same where only administrators of the ad account may call (reference, leads 2.5). */
    String adminOwner(Call call) {
        return admin(call.token(), owner(call));
    }

    /** The owner, if the token is an administrator's. */
    static String admin(Token token, String owner) {
        if (!token.admin()) {
            throw new Refusal(40001, "No permission to operate advertiser: " + owner);
        }
        return owner;
    }

    /** The form of this id if its leads are visible to the owner. */
    Form form(String pageId, String owner) {
        return forms.form(pageId)
                .filter(form -> form.seenBy(owner))
                .orElseThrow(
                        () ->
                                new Refusal(
                                        40001,
                                        "You don't have permission to operate this page:"
                                                + pageId
                                                + "."));
    }
}
