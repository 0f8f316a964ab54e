package io.tiktokroutes.cdp;

import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.metrics.Metrics;
import java.io.IOException;

/** Calls that are counted by the status they were answered with. */
record Counted(HttpCalls http, Metrics metrics) {

    /**
     * @param name what the call is for, in the metrics
     */
    HttpAnswer call(String name, HttpRequest request) throws IOException {
        String status = "none";
        try {
            HttpAnswer answer = http.call(request);
            status = "" + answer.status();
            return answer;
        } finally {
            metrics.cdpCall(name, status);
        }
    }
}
