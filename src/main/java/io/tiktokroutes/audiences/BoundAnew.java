package io.tiktokroutes.audiences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What becomes of our memory of an audience when its destination is bound anew. */
final class BoundAnew {

    /** So versions of rows are written of which nobody knows whether TikTok has them still. */
    private static final String UNSURE =
            "update audience_member set version = -1 - version"
                    + " where destination = ? and version >= 0";

    private final Connection connection;
    private final AudienceBinding binding;

    BoundAnew(Connection connection, AudienceBinding binding) {
        this.connection = connection;
        this.binding = binding;
    }

    /**
     * Of the same audience is kept who is in it, so that who left meanwhile is taken out; but all
     * are sent again, and it is looked for again, or made. Of another one nothing is kept.
     *
     * @param same whether it is the audience it was
     */
    void forget(boolean same) throws SQLException {
        if (!same) {
            on("delete from audience_id where destination = ?");
            on("delete from audience_member where destination = ?");
            on("delete from audience_doubt where destination = ?");
            on("delete from audience_list where destination = ?");
        } else if (binding.kind() == AudienceBinding.Kind.SEGMENT) {
            on(UNSURE);
            on("delete from audience_list where destination = ?");
        }
    }

    private void on(String statement) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(statement)) {
            change.setString(1, binding.destination());
            change.executeUpdate();
        }
    }
}
