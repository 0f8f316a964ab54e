package io.tiktokroutes.leads;

import io.tiktokroutes.leads.LeadForms.Found;
import io.tiktokroutes.tiktok.TikTokException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forms whose leads are wanted: the ones that are named; or else all published ones, and those
 * that are published no more and had leads, which TikTok may still hold.
 */
final class WantedForms {

    private static final Logger LOG = LoggerFactory.getLogger(WantedForms.class);

    private final LeadForms forms;
    private final SeenLeads seenLeads;
    private final ExportTroubles troubles;
    private final Set<String> listTroubles = new TreeSet<>();
    private boolean toldOfLibraries;

    WantedForms(LeadForms forms, SeenLeads seenLeads, ExportTroubles troubles) {
        this.forms = forms;
        this.seenLeads = seenLeads;
        this.troubles = troubles;
    }

    /**
     * Asks TikTok; what cannot be read is logged and left out.
     *
     * @param wanted page ids; empty for all
     */
    synchronized List<LeadForm> now(String source, Set<String> wanted) {
        listTroubles.clear();
        try {
            Found found = forms.list();
            found.unread().forEach((owner, e) -> tell(source, "forms of " + owner.words(), e));
            tellOfLibraries(found);
            return wanted.isEmpty() ? all(found) : named(source, found, wanted);
        } catch (TikTokException e) {
            tell(source, "list of forms", e);
        } catch (SQLException e) {
            tell(source, "list of forms", "the database gives no answer: " + e.getErrorCode());
        }
        return List.of();
    }

    /** Forgets the troubles of everything but these parts and what was told about the list. */
    synchronized void keepTroubles(String source, Collection<String> parts) {
        Set<String> kept = new TreeSet<>(listTroubles);
        kept.addAll(parts);
        troubles.keep(source, kept);
    }

    private List<LeadForm> all(Found found) throws SQLException {
        List<String> unpublished =
                found.forms().stream()
                        .filter(form -> !form.isPublished())
                        .map(LeadForm::pageId)
                        .toList();
        Set<String> hadLeads = seenLeads.formsWithLeads(unpublished);
        return found.forms().stream()
                .filter(form -> form.isPublished() || hadLeads.contains(form.pageId()))
                // its leads are the library's, and not seen by ad account any more
                .filter(form -> !form.transferred())
                .toList();
    }

    private List<LeadForm> named(String source, Found found, Set<String> wanted) {
        List<LeadForm> named = new ArrayList<>();
        for (String pageId : new TreeSet<>(wanted)) {
            LeadForm form = found.form(pageId).orElse(null);
            if (form != null && !form.transferred()) {
                named.add(form);
            } else if (form != null) {
                tell(
                        source,
                        "form " + pageId,
                        "it was transferred to a Business Center's library, which this token"
                                + " cannot read");
            } else if (found.unread().isEmpty()) {
                tell(
                        source,
                        "form " + pageId,
                        "no ad account or library has it; check tiktok.lead-forms, and see leads"
                                + " forms");
            }
        }
        return named;
    }

    private void tell(String source, String part, TikTokException e) {
        tell(source, part, e.getMessage() + "; " + ExportRun.remedy(e));
    }

    private void tell(String source, String part, String words) {
        listTroubles.add(part);
        LOG.error("{}: {}", part, words);
        troubles.failed(source, part, words);
    }

    /** Told once: many have no Business Center, and need no permission for one. */
    private void tellOfLibraries(Found found) {
        if (found.noLibraries().isPresent() && !toldOfLibraries) {
            LOG.warn(
                    "forms in libraries of a Business Center are left out, for those cannot be"
                            + " listed: {}",
                    found.noLibraries().get().getMessage());
        }
        toldOfLibraries = found.noLibraries().isPresent();
    }
}
