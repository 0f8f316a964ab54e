package io.tiktokroutes.runtime;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has a pool throw connections away whose database is closed: on a full disk H2 closes it, and
 * opens it anew for the next connection. Those before call themselves valid, and would be given out
 * again and again.
 */
final class ClosedH2 implements SQLExceptionOverride {

    private static final int CLOSED = 90098;

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException e) {
        return e.getErrorCode() == CLOSED
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
