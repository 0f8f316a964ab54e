package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.world.Refusal;

/** One report somebody asked for to be made in the background. Guarded by {@link ReportTasks}. */
final class ReportTask {

    /** What a task can produce. */
    enum Format {
        CSV_STRING,
        CSV_DOWNLOAD
    }

    /** How far a task is; the spellings are TikTok's. */
    enum Status {
        QUEUING,
        PROCESSING,
        SUCCESS,
        FAILED,
        CANCELED
    }

    private static final String FORBIDDEN = "/@#$%^&*()[]";

    final String id;
    final String appId;
    final ReportQuery query;
    final Format format;
    final String fileName;
    final boolean titles;
    Status status = Status.QUEUING;

    /** How often somebody asked how far it is. */
    long asked;

    /** What was known when it was made; null before. */
    ReportSource.Rows rows;

    ReportTask(
            String id,
            String appId,
            ReportQuery query,
            Format format,
            String fileName,
            boolean titles) {
        this.id = id;
        this.appId = appId;
        this.query = query;
        this.format = format;
        this.fileName = fileName;
        this.titles = titles;
    }

    /** Any of the ad accounts it is about may ask for it, through the app that made it. */
    boolean isOf(Call call, String advertiserId) {
        return appId.equals(call.token().appId())
                && query.advertisers().stream().anyMatch(a -> a.id().equals(advertiserId));
    }

    boolean isRunning() {
        return status == Status.QUEUING || status == Status.PROCESSING;
    }

    /** What may stand in {@code output_format}. */
    static Format format(String word) {
        if (word.equals("XLSX_DOWNLOAD")) {
            throw Refusal.invalid("output_format", "the sandbox makes no XLSX_DOWNLOAD");
        }
        for (Format format : Format.values()) {
            if (format.name().equals(word)) {
                return format;
            }
        }
        throw Refusal.invalid(
                "output_format", "must be one of CSV_STRING, CSV_DOWNLOAD, XLSX_DOWNLOAD");
    }

    /** Refuses a name that is too long or has signs in it that TikTok forbids. */
    static String checked(String fileName) {
        if (fileName.length() > 255) {
            throw Refusal.invalid("file_name", "length must not be more than 255");
        }
        if (fileName.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
            throw Refusal.invalid("file_name", "must not contain any of " + FORBIDDEN);
        }
        return fileName;
    }
}
