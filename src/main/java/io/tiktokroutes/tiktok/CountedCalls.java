package io.tiktokroutes.tiktok;

import io.tiktokroutes.metrics.Metrics;

/** Counts and times calls by the code they were answered with. */
final class CountedCalls {

    /** One call, up to the reading of its answer. */
    interface Call<T> {
        T make() throws TikTokException;
    }

    private final Metrics metrics;

    CountedCalls(Metrics metrics) {
        this.metrics = metrics;
    }

    <T> T count(TikTokRequest request, Call<T> call) throws TikTokException {
        long start = System.nanoTime();
        String code = "none";
        try {
            T answer = call.make();
            // a file has no code; that it is one means success
            code = answer instanceof TikTokAnswer envelope ? "" + envelope.code() : "0";
            return answer;
        } catch (TikTokException e) {
            code = e.code() == TikTokException.NO_CODE ? code : "" + e.code();
            throw e;
        } finally {
            metrics.tiktokCall(request.path(), code, System.nanoTime() - start);
        }
    }
}
