package io.tiktokroutes.cli;

import io.tiktokroutes.leads.LeadForm;
import io.tiktokroutes.leads.TestLeads;
import io.tiktokroutes.leads.TestLeads.TestLead;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.tiktok.TikTokException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leads test}: a lead that TikTok makes up, to try the way to the CDP. */
@Command(
        name = "test",
        description = {
            "Has TikTok make a test lead of a form, with answers of its own, or takes it away.",
            "Exit code 0; 1 when TikTok refuses, 2 when there is no such form."
        },
        mixinStandardHelpOptions = true)
final class LeadTestCommand implements Callable<Integer> {

    @Option(
            names = "--form",
            paramLabel = "ID",
            required = true,
            description = "The form, by its number; see leads forms.")
    private String form;

    @Option(names = "--remove", description = "Take the form's test lead away.")
    private boolean remove;

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes = Path.of("routes");

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        String id = LeadDesk.id("--form", form);
        return LeadDesk.work(
                spec,
                settings.read(),
                desk -> {
                    LeadForm found = desk.form(id);
                    TestLeads leads = new TestLeads(desk.tiktok());
                    int code = remove ? remove(desk, found, leads) : create(desk, found, leads);
                    desk.out().flush();
                    return code;
                });
    }

    private static int remove(LeadDesk desk, LeadForm found, TestLeads leads)
            throws TikTokException {
        Optional<TestLead> lead = leads.find(found);
        if (lead.isPresent()) {
            leads.remove(found, lead.get());
            desk.out().println("Removed test lead " + lead.get().id() + ".");
        } else {
            desk.out().println("Form " + found.pageId() + " has no test lead.");
        }
        return 0;
    }

    private int create(LeadDesk desk, LeadForm found, TestLeads leads) throws TikTokException {
        TestLead made;
        try {
            made = leads.create(found);
        } catch (TikTokException e) {
            Optional<TestLead> there = existing(found, leads);
            if (there.isEmpty()) {
                throw e;
            }
            desk.tell(
                    "form "
                            + found.pageId()
                            + " has test lead "
                            + there.get().id()
                            + " already, and can have one only; take it away with leads test"
                            + " --form "
                            + found.pageId()
                            + " --remove");
            return 1;
        }
        desk.out().println("Test lead " + made.id() + " of form " + found.pageId());
        made.answers()
                .forEach((question, answer) -> desk.out().println("  " + question + ": " + answer));
        desk.out().println(whereItArrives(desk));
        return 0;
    }

    /** Which code TikTok refuses a second one with is not written anywhere. */
    private static Optional<TestLead> existing(LeadForm found, TestLeads leads) {
        try {
            return leads.find(found);
        } catch (TikTokException e) {
            return Optional.empty();
        }
    }

    private String whereItArrives(LeadDesk desk) {
        try {
            LeadInboxes inboxes = LeadInboxes.in(routes);
            String webhook = String.join(", ", inboxes.ofWebhooks());
            String export = String.join(", ", inboxes.ofExports());
            if (!webhook.isEmpty()) {
                return "It comes into inbox "
                        + webhook
                        + " by webhook, within seconds when the program runs and TikTok reaches it.";
            }
            if (!export.isEmpty()) {
                return "It comes into inbox "
                        + export
                        + " with the next export ("
                        + desk.settings().get("leads.schedule")
                        + "), or at once with leads pull.";
            }
        } catch (StartupException e) {
            // the lead is there all the same
        }
        return "No route in " + routes + " takes leads in.";
    }
}
