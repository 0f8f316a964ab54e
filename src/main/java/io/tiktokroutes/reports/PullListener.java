package io.tiktokroutes.reports;

/** Somebody who watches a pull, such as a progress bar. Called by several threads at once. */
public interface PullListener {

    /** The exchange header under which it is given to a pull. */
    String HEADER = "ReportListener";

    /** How many windows there will be, and how many days are left out as they were read before. */
    default void planned(int windows, long daysBefore) {}

    /** A window was cut in two, as TikTok found it too large: there is one more from now on. */
    default void halved(ReportWindow window) {}

    /** A page of a window arrived; when the window is pulled anew, its pages come again. */
    default void page(ReportWindow window, int rows) {}

    /** All rows of a window are in the table. */
    default void pulled(ReportWindow window, long rows) {}

    /** A window was given up; the message is for a person. */
    default void failed(ReportWindow window, String message) {}

    /** An ad account has no windows at all; the words name it, and say why. */
    default void leftOut(String words) {}

    /** Less is asked than the route says, as TikTok does not give it; in words. */
    default void without(String words) {}
}
