package io.tiktokroutes.reports;

import io.tiktokroutes.tiktok.AdAccount;
import java.util.List;

/**
 * A window that is to be pulled.
 *
 * @param attempts how often it failed before
 * @param asTask whether TikTok is to write it into a file, as it is too large for pages
 */
record WantedWindow(
        AdAccount account, ReportWindow window, ReportDays days, int attempts, boolean asTask) {

    static WantedWindow of(String source, AdAccount account, ReportDays days) {
        ReportWindow window = new ReportWindow(source, account.id(), days.from(), days.to());
        return new WantedWindow(account, window, days, 0, false);
    }

    /** The same after it failed. */
    WantedWindow again() {
        return new WantedWindow(account, window, days, attempts + 1, asTask);
    }

    /** The same as a task. */
    WantedWindow asATask() {
        return new WantedWindow(account, window, days, attempts, true);
    }

    /** Its halves, the newer one first. */
    List<WantedWindow> halves() {
        List<ReportDays> halves = days.halves();
        return List.of(
                of(window.source(), account, halves.get(1)),
                of(window.source(), account, halves.get(0)));
    }
}
