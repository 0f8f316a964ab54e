package io.tiktokroutes.reports;

import java.util.List;

/** A listener that writes down what it is told. */
record Hearing(List<String> heard) implements PullListener {

    @Override
    public void planned(int windows, long daysBefore) {
        heard.add("planned " + windows + ", before " + daysBefore);
    }

    @Override
    public void halved(ReportWindow window) {
        heard.add("halved " + days(window));
    }

    @Override
    public void page(ReportWindow window, int rows) {}

    @Override
    public void pulled(ReportWindow window, long rows) {
        heard.add("pulled " + days(window) + ": " + rows);
    }

    @Override
    public void failed(ReportWindow window, String message) {
        heard.add("failed " + days(window) + ": " + message);
    }

    private static String days(ReportWindow window) {
        return window.from() + ".." + window.to();
    }
}
