package io.tiktokroutes.audiences;

import io.tiktokroutes.audiences.ListedAudiences.Listed;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads a whole list and puts it in the place of what the audience had, once per day.
 *
 * <p>Whatever is cut short is done again by the next run: files that no audience took are forgotten
 * by TikTok, an audience that was made is found by its name, and the same list twice is one list.
 */
public final class ListUpload {

    private static final Logger LOG = LoggerFactory.getLogger(ListUpload.class);

    private static final int WRONG_SIGNATURE = 40900;
    private static final int FILE_EXPIRED = 40910;
    private static final int REFUSED = 40002;

    private final AudienceBook book;
    private final ListedAudiences lists;
    private final AudienceCalls calls;
    private final FoundAudience finder;
    private final long minimum;
    private final Clock clock;

    /**
     * @param once the same TikTok, calling what it is asked only once
     * @param minimum fewer members TikTok does not serve
     */
    public ListUpload(
            AudienceBook book,
            ListedAudiences lists,
            TikTokApi api,
            TikTokApi once,
            long minimum,
            Clock clock) {
        this.book = book;
        this.lists = lists;
        this.calls = new AudienceCalls(api, once);
        this.finder = new FoundAudience(calls, clock);
        this.minimum = minimum;
        this.clock = clock;
    }

    /**
     * Sends a list.
     *
     * @param source where its rows come from
     * @return why it has to wait for a later run; empty when TikTok has it
     * @throws AudienceException when it cannot be sent: what to do
     * @throws TikTokException when TikTok did not take it
     * @throws IOException when the disk is full
     */
    Optional<String> send(FileParameters list, String source, DigestSort digests)
            throws TikTokException, SQLException, IOException {
        List<Listed> all = lists.all();
        List<Listed> ours =
                all.stream().filter(each -> each.destination().equals(list.destination())).toList();
        if (!ours.isEmpty()) {
            book.bind(list.binding(source));
        }
        Optional<Listed> known =
                ours.stream()
                        .filter(each -> each.advertiserId().equals(list.advertiser()))
                        .findFirst();
        LocalDate today = today();
        if (known.isPresent() && today.equals(known.get().uploadedOn())) {
            return Optional.of(
                    "a file was uploaded on "
                            + today
                            + " (UTC) already, and an audience takes one a day; the first run after"
                            + " midnight UTC uploads the next");
        }
        long members = digests.distinct();
        Optional<AudienceDetails> audience = finder.find(list, known);
        Optional<String> taken = audience.flatMap(its -> taken(its, list, all, today));
        if (taken.isPresent()) {
            LOG.warn("{}: {}", list.destination(), taken.get());
            return taken;
        }
        checkSize(list, members, audience);
        // only now, so that a name or match field that does not fit can still be mended
        book.bind(list.binding(source));
        try (MemberFile file = MemberFile.of(list.matchField(), digests)) {
            if (file.pieces().size() > MemberFile.MOST_PIECES) {
                throw new AudienceException(
                        list.destination()
                                + ": "
                                + members
                                + " members are more than an audience holds; let the query give"
                                + " fewer");
            }
            Optional<String> heldBack = put(list, audience, file);
            if (heldBack.isEmpty()) {
                LOG.info(
                        "{}: {} digests are the members of '{}' now; TikTok matches them within"
                                + " 48 hours",
                        list.destination(),
                        members,
                        list.audience());
            }
            return heldBack;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Why the list has to wait for that of another destination; the day is the audience's. */
    private static Optional<String> taken(
            AudienceDetails audience, FileParameters list, List<Listed> all, LocalDate today) {
        return all.stream()
                .filter(each -> !each.destination().equals(list.destination()))
                .filter(each -> each.advertiserId().equals(list.advertiser()))
                .filter(each -> each.audienceId().equals(audience.id()))
                .filter(each -> today.equals(each.uploadedOn()))
                .findFirst()
                .map(
                        other ->
                                "the destination "
                                        + other.destination()
                                        + " filled the same audience '"
                                        + list.audience()
                                        + "' on "
                                        + today
                                        + " (UTC) already, and each list takes the place of the"
                                        + " other; give one of them an audience of its own");
    }

    private void checkSize(FileParameters list, long members, Optional<AudienceDetails> audience) {
        if (members == 0) {
            throw new AudienceException(
                    list.destination()
                            + ": no row has a digest for "
                            + list.matchField()
                            + ", so there is nothing to upload, and the audience stays as it was");
        }
        if (members >= minimum) {
            return;
        }
        String few = list.destination() + ": the list has " + members + " members; ";
        if (audience.isPresent()) {
            throw new AudienceException(
                    few
                            + "TikTok refuses to make an audience smaller than "
                            + minimum
                            + ", so nothing was uploaded and it stays as it was");
        }
        LOG.warn("{}TikTok does not serve audiences under {} matched people", few, minimum);
    }

    private Optional<String> put(
            FileParameters list, Optional<AudienceDetails> audience, MemberFile file)
            throws TikTokException, SQLException, IOException {
        try {
            String id;
            try {
                id = put(list, audience, uploaded(list, file));
            } catch (TikTokException e) {
                if (e.code() != FILE_EXPIRED) {
                    throw e;
                }
                id = put(list, audience, uploaded(list, file));
            }
            // the day when TikTok took it: a large list may have been under way over midnight
            lists.uploaded(list.destination(), list.advertiser(), id, today());
            return Optional.empty();
        } catch (TikTokException e) {
            if (audience.isEmpty() || e.code() != REFUSED) {
                throw e;
            }
            if (isOncePerDay(e)) {
                lists.uploaded(list.destination(), list.advertiser(), audience.get().id(), today());
                return Optional.of("TikTok says: " + e.answer());
            }
            if (isNotEditable(e)) {
                return notEditable(list, audience.get());
            }
            throw e;
        }
    }

    private List<String> uploaded(FileParameters list, MemberFile file)
            throws TikTokException, IOException {
        List<String> paths = new ArrayList<>();
        for (MemberFile.Piece piece : file.pieces()) {
            try {
                paths.add(calls.upload(file.form(piece, list.advertiser())));
            } catch (TikTokException e) {
                if (e.code() != WRONG_SIGNATURE) {
                    throw e;
                }
                LOG.warn("{}: {}; uploading it again", list.destination(), e.getMessage());
                MemberFile.Piece again = file.signedAgain(piece);
                paths.add(calls.upload(file.form(again, list.advertiser())));
            }
        }
        return paths;
    }

    /** The id of the audience that has the files now. */
    private String put(FileParameters list, Optional<AudienceDetails> audience, List<String> files)
            throws TikTokException {
        if (audience.isPresent()) {
            calls.replace(list.advertiser(), audience.get().id(), files);
            return audience.get().id();
        }
        try {
            return create(list, files);
        } catch (TikTokException e) {
            if (e.remedy() != Remedy.RETRY && e.remedy() != Remedy.SLOW_DOWN) {
                throw e;
            }
            LOG.warn("{}: {}; looking whether it was made", list.destination(), e.getMessage());
            List<AudienceDetails> made = calls.filesNamed(list.advertiser(), list.audience());
            return made.isEmpty() ? create(list, files) : made.get(0).id();
        }
    }

    private String create(FileParameters list, List<String> files) throws TikTokException {
        return calls.create(list.advertiser(), list.audience(), list.matchField(), files);
    }

    private static boolean isNotEditable(TikTokException e) {
        return e.answer().toLowerCase(Locale.ROOT).contains("not editable");
    }

    /** TikTok publishes the limit and not the words it is told in. */
    private static boolean isOncePerDay(TikTokException e) {
        String words = e.answer().toLowerCase(Locale.ROOT);
        return words.contains("once a day")
                || words.contains("per day")
                || words.contains("today")
                || words.contains("one replace");
    }

    /** It is under work, or so small that it can never be changed. */
    private Optional<String> notEditable(FileParameters list, AudienceDetails audience)
            throws SQLException {
        var changed =
                lists.of(list.destination(), list.advertiser())
                        .map(Listed::changedAt)
                        .orElse(clock.instant());
        if (audience.state(changed, clock.instant(), minimum) != AudienceState.TOO_SMALL) {
            return Optional.of(
                    "TikTok still works on the audience, which takes up to 48 hours; the next run"
                            + " tries again");
        }
        throw new AudienceException(
                list.destination()
                        + ": TikTok lets nobody change the audience '"
                        + list.audience()
                        + "' ("
                        + audience.id()
                        + "), since too few of its members were matched; delete it in Ads Manager"
                        + " (Tools, Audiences), and the next run makes it anew");
    }
}
