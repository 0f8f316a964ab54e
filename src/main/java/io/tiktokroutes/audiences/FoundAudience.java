package io.tiktokroutes.audiences;

import io.tiktokroutes.audiences.ListedAudiences.Listed;
import io.tiktokroutes.tiktok.TikTokException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the audience that a list is for: the one that had the last list, or the one of its name.
 */
final class FoundAudience {

    private static final Logger LOG = LoggerFactory.getLogger(FoundAudience.class);

    /** What TikTok's older names of match fields mean. */
    private static final String OLD_NAME = "FIRST_";

    private static final String NEW_NAME = "MAID_";

    private final AudienceCalls calls;
    private final Clock clock;

    FoundAudience(AudienceCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * @param known the one that had the last list
     * @return empty when it is to be made
     * @throws AudienceException when there is one that cannot take the list: what to do
     */
    Optional<AudienceDetails> find(FileParameters list, Optional<Listed> known)
            throws TikTokException {
        Optional<AudienceDetails> found =
                known.isPresent() ? still(list, known.get()) : Optional.empty();
        if (found.isEmpty()) {
            found = named(list);
        }
        if (found.isPresent()) {
            check(list, found.get());
        }
        return found;
    }

    private Optional<AudienceDetails> still(FileParameters list, Listed known)
            throws TikTokException {
        AudienceDetails audience =
                calls.details(list.advertiser(), List.of(known.audienceId()))
                        .get(known.audienceId());
        if (audience != null && audience.isFile()) {
            return Optional.of(audience);
        }
        if (audience == null) {
            LOG.warn(
                    "{}: TikTok does not know the audience {} any more; the list goes to another"
                            + " one of that name, or makes it anew",
                    list.destination(),
                    known.audienceId());
        }
        return Optional.empty();
    }

    private Optional<AudienceDetails> named(FileParameters list) throws TikTokException {
        List<AudienceDetails> named = calls.filesNamed(list.advertiser(), list.audience());
        if (named.size() > 1) {
            throw new AudienceException(
                    list.destination()
                            + ": the ad account "
                            + list.advertiser()
                            + " has "
                            + named.size()
                            + " audiences with the name '"
                            + list.audience()
                            + "'; rename all but one, or write another name");
        }
        return named.stream().findFirst();
    }

    private void check(FileParameters list, AudienceDetails audience) {
        String field = list.matchField().name();
        String its = audience.calculateType().replace(OLD_NAME, NEW_NAME);
        String which =
                list.destination()
                        + ": the audience '"
                        + list.audience()
                        + "' ("
                        + audience.id()
                        + ") of the ad account "
                        + list.advertiser();
        if (!its.isEmpty() && !its.equals(field)) {
            throw new AudienceException(
                    which
                            + " takes "
                            + its
                            + ", not "
                            + field
                            + "; write matchField: "
                            + its
                            + ", or the name of another audience");
        }
        if (audience.expires() != null && !clock.instant().isBefore(audience.expires())) {
            throw new AudienceException(
                    which
                            + " has expired and takes nothing more; delete it in Ads Manager"
                            + " (Tools, Audiences), and the next run makes it anew");
        }
    }
}
