package io.tiktokroutes.warehouse;

/**
 * A sync as its route describes it.
 *
 * @param name of the sync
 * @param model the query
 * @param primaryKey the column that tells rows apart
 * @param mode what is handed on
 * @param everyRun whether refused rows go again at every run
 * @param mostRemoved the most percent of the rows that may leave at once
 * @param writeBack what the tables begin with that tell the warehouse of the results; may be empty
 * @param batchSize the most rows of one exchange
 */
record Sync(
        String name,
        Model model,
        String primaryKey,
        SyncMode mode,
        boolean everyRun,
        int mostRemoved,
        String writeBack,
        int batchSize) {}
