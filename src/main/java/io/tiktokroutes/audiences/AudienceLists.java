package io.tiktokroutes.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the audience of each ad account, or makes it. */
final class AudienceLists {

    private static final Logger LOG = LoggerFactory.getLogger(AudienceLists.class);

    /** So TikTok's list calls audiences that are fed through the Segment API. */
    private static final String FED = "Partner";

    private final TikTokApi api;
    private final TikTokApi once;
    private final AudienceBook book;

    /**
     * @param once the same TikTok, calling what it is asked only once: an audience whose answer was
     *     lost is found by its name with the next try, and not made twice
     */
    AudienceLists(TikTokApi api, TikTokApi once, AudienceBook book) {
        this.api = api;
        this.once = once;
        this.book = book;
    }

    /**
     * The audiences to send to, by advertiser id. What is not known yet is asked, and remembered.
     *
     * @throws AudienceException when there is none, or too many
     */
    Map<String, String> of(AudienceSettings sink, String destination)
            throws SQLException, TikTokException {
        Map<String, String> known = new LinkedHashMap<>(book.audienceIds(destination));
        if (!sink.audienceId().isEmpty()) {
            return known.isEmpty() ? given(sink, destination) : known;
        }
        for (String advertiser : sink.advertisers()) {
            if (!known.containsKey(advertiser)) {
                String id = named(advertiser, sink.audience());
                if (id == null) {
                    id = make(advertiser, sink.audience());
                    LOG.info(
                            "{}: made the audience '{}' ({}) for {}",
                            destination,
                            sink.audience(),
                            id,
                            advertiser);
                }
                book.made(destination, advertiser, id);
                known.put(advertiser, id);
            }
        }
        return known;
    }

    /** The one whose id was written, for the ad accounts that see it. */
    private Map<String, String> given(AudienceSettings sink, String destination)
            throws SQLException, TikTokException {
        String id = sink.audienceId();
        Map<String, String> found = new LinkedHashMap<>();
        for (String advertiser : sink.advertisers()) {
            Optional<AudienceDetails> audience = new AudienceSearch(api).withId(advertiser, id);
            if (audience.isPresent()) {
                mustBeFed(id, audience.get().type());
                found.put(advertiser, id);
            }
        }
        if (found.isEmpty()) {
            throw new AudienceException(
                    "none of the advertisers "
                            + String.join(", ", sink.advertisers())
                            + " has an audience with the id "
                            + id
                            + "; write another audienceId, or audience: and a name to have one"
                            + " made");
        }
        for (String advertiser : sink.advertisers()) {
            if (found.containsKey(advertiser)) {
                book.made(destination, advertiser, id);
            } else {
                LOG.warn(
                        "{}: the ad account {} does not see the audience {}, so nothing is sent for"
                                + " it; share the audience with it in Ads Manager",
                        destination,
                        advertiser,
                        id);
            }
        }
        return found;
    }

    private static void mustBeFed(String id, String type) {
        if (!type.isEmpty() && !type.equals(FED)) {
            throw new AudienceException(
                    "the audience "
                            + id
                            + " is a "
                            + type
                            + ", and members can only be sent to audiences of the type "
                            + FED
                            + "; write audience: and a name to have one made, or the id of another");
        }
    }

    /** Null when there is none of that name. */
    private String named(String advertiser, String name) throws TikTokException {
        List<String> ids =
                new AudienceSearch(api)
                        .named(advertiser, name, FED).stream().map(AudienceDetails::id).toList();
        if (ids.size() > 1) {
            throw new AudienceException(
                    "the ad account "
                            + advertiser
                            + " has several audiences of the name '"
                            + name
                            + "' ("
                            + String.join(", ", ids)
                            + "); delete the others there, or write the one that is meant as"
                            + " audienceId");
        }
        return ids.isEmpty() ? null : ids.get(0);
    }

    private String make(String advertiser, String name) throws TikTokException {
        JsonNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("advertiser_id", advertiser)
                        .put("action", "create")
                        .put("custom_audience_name", name);
        String id =
                once.call(TikTokRequest.post("/segment/audience/", body))
                        .data()
                        .path("audience_id")
                        .asText("");
        if (id.isEmpty()) {
            throw new AudienceException(
                    "TikTok made the audience '"
                            + name
                            + "' for "
                            + advertiser
                            + " and did not tell its id; it is looked for with the next try");
        }
        return id;
    }
}
