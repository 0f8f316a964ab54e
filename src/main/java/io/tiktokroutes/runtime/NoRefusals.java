package io.tiktokroutes.runtime;

import io.tiktokroutes.warehouse.RefusedRows;
import java.util.Collection;
import java.util.Map;

/** For syncs that do not ask what was refused. */
final class NoRefusals implements RefusedRows {

    @Override
    public void each(String inbox, Taker taker) {}

    @Override
    public void again(String inbox, Map<String, String> payloads) {}

    @Override
    public void withdraw(String inbox, Collection<String> recordKeys) {}
}
