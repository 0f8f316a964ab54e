package io.tiktokroutes.cli;

import io.tiktokroutes.leads.LeadForm;
import io.tiktokroutes.leads.LeadForms.Found;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leads forms}: the forms of the ad accounts and of their libraries. */
@Command(
        name = "forms",
        description = {
            "Lists the forms of the ad accounts, and those that a Business Center's library holds.",
            "Exit code 0; 1 when an ad account cannot be read."
        },
        mixinStandardHelpOptions = true)
final class LeadFormsCommand implements Callable<Integer> {

    private static final int LONGEST_TITLE = 48;

    @Option(
            names = "--advertiser",
            paramLabel = "ID",
            description = "Only this ad account; all when not given.")
    private String advertiser;

    @Option(names = "--all", description = "Drafts, too, not only published forms.")
    private boolean all;

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        String id = advertiser == null ? null : LeadDesk.id("--advertiser", advertiser);
        return LeadDesk.work(spec, settings.read(), desk -> list(desk, desk.forms(id)));
    }

    private int list(LeadDesk desk, Found found) {
        List<LeadForm> forms =
                found.forms().stream().filter(form -> all || form.isPublished()).toList();
        if (!forms.isEmpty()) {
            Lines lines = new Lines("form", "title", "status", "held by", "updated (UTC)");
            forms.forEach(
                    form ->
                            lines.add(
                                    form.pageId(),
                                    title(form),
                                    form.transferred() ? "TRANSFERRED" : form.status(),
                                    form.owner().words(),
                                    form.updated()));
            lines.print(desk.out());
        } else if (found.unread().isEmpty()) {
            desk.out()
                    .println(
                            all || found.forms().isEmpty()
                                    ? "There is no form; make one in TikTok Ads Manager."
                                    : "No form is published; see the others with --all.");
        }
        desk.out().flush();
        found.unread().forEach((owner, e) -> desk.tell(owner.words() + ": " + LeadDesk.words(e)));
        found.noLibraries()
                .ifPresent(
                        e ->
                                spec.commandLine()
                                        .getErr()
                                        .println(
                                                "note: forms in a Business Center's library are"
                                                        + " not listed: "
                                                        + e.getMessage()));
        return found.unread().isEmpty() ? 0 : 1;
    }

    private static String title(LeadForm form) {
        String title = form.title().replaceAll("\\p{Cntrl}+", " ").strip();
        return title.length() <= LONGEST_TITLE
                ? title
                : title.substring(0, LONGEST_TITLE - 1) + "…";
    }
}
