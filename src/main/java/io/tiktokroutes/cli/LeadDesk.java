package io.tiktokroutes.cli;

import io.tiktokroutes.leads.LeadForm;
import io.tiktokroutes.leads.LeadForms;
import io.tiktokroutes.leads.LeadForms.Found;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.token.StoredToken;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands of {@code leads} share: TikTok, its forms, and how a failure is told. */
final class LeadDesk {

    private static final Duration CALL = Duration.ofSeconds(30);

    /** What a command does; it gives the exit code. */
    @FunctionalInterface
    interface Work {
        int with(LeadDesk desk) throws Exception;
    }

    private final CommandSpec spec;
    private final Settings settings;
    private final Connections connections;

    private LeadDesk(CommandSpec spec, Settings settings, Connections connections) {
        this.spec = spec;
        this.settings = settings;
        this.connections = connections;
    }

    /**
     * Does the work; what TikTok does not carry out is told in one line.
     *
     * @throws StartupException for a mistake of the user's, such as that there is no token
     */
    static int work(CommandSpec spec, Settings settings, Work work) throws Exception {
        // what is worth telling is told
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
        StoredToken.Found token = StoredToken.find(settings);
        if (token.value().isEmpty()) {
            throw new StartupException(
                    "there is no access token; store one with authorize, or set"
                            + " tiktok.access-token"
                            + (token.outOfReach().isEmpty()
                                    ? ""
                                    : " (the database cannot be read: "
                                            + token.outOfReach()
                                            + ")"));
        }
        try (Connections connections = Connections.patient(settings, CALL, token.value())) {
            return work.with(new LeadDesk(spec, settings, connections));
        } catch (TikTokException e) {
            Main.tell(spec.commandLine(), words(e));
            return 1;
        }
    }

    /** What TikTok said, and what helps. */
    static String words(TikTokException e) {
        if (e.code() == TikTokException.NO_CODE) {
            return e.getMessage();
        }
        if (e.remedy() == Remedy.REAUTHORISE) {
            return e.getMessage() + "; give access again with authorize";
        }
        return e.remedy() == Remedy.CONFIGURE
                ? e.getMessage()
                        + "; the user who granted the token must be admin of the ad account, and"
                        + " the app needs TikTok's permissions for leads"
                : e.getMessage();
    }

    /** A number of TikTok's, or one line about what stands there. */
    static String id(String option, String written) throws StartupException {
        if (!written.strip().matches("[0-9]{1,32}")) {
            throw new StartupException(
                    option + " is '" + written + "'; write a number, as leads forms shows them");
        }
        return written.strip();
    }

    Settings settings() {
        return settings;
    }

    TikTokApi tiktok() {
        return connections.tiktok();
    }

    Advertisers advertisers() {
        return connections.advertisers();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    void tell(String line) {
        Main.tell(spec.commandLine(), line);
    }

    /** The forms of all ad accounts, or of one. */
    Found forms(String advertiserId) throws TikTokException {
        Advertisers asked =
                advertiserId == null
                        ? advertisers()
                        : new Advertisers(tiktok(), List.of(advertiserId), "", "");
        return new LeadForms(tiktok(), asked).list();
    }

    /**
     * The form of that id.
     *
     * @throws StartupException when none of the ad accounts and libraries has it
     * @throws TikTokException when one of them, which may have it, cannot be read
     */
    LeadForm form(String pageId) throws TikTokException, StartupException {
        Found found = forms(null);
        LeadForm form = found.form(pageId).orElse(null);
        if (form != null && !form.transferred()) {
            return form;
        }
        if (form != null && found.noLibraries().isPresent()) {
            throw found.noLibraries().get();
        }
        if (form == null && !found.unread().isEmpty()) {
            throw found.unread().values().iterator().next();
        }
        throw new StartupException(
                form == null
                        ? "there is no form "
                                + pageId
                                + " in any ad account or library; leads forms --all lists them, and"
                                + " a new one is made in TikTok Ads Manager"
                        : "form "
                                + pageId
                                + " was transferred to a library that is none of these ad"
                                + " accounts'");
    }
}
