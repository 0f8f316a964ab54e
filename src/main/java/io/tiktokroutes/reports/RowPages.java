package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The rows of one window as TikTok gives them, some at a time. */
interface RowPages extends Closeable {

    /** At most so many rows go through a route at once. */
    int ROWS = 1000;

    /**
     * The next rows, each with {@code dimensions} and {@code metrics}.
     *
     * @return none at the end
     */
    List<ObjectNode> next() throws TikTokException, IOException;

    /** These rows, and after them the others. */
    default RowPages then(RowPages others) {
        RowPages these = this;
        return new RowPages() {
            @Override
            public List<ObjectNode> next() throws TikTokException, IOException {
                List<ObjectNode> rows = these.next();
                return rows.isEmpty() ? others.next() : rows;
            }

            @Override
            public void close() throws IOException {
                these.close();
                others.close();
            }
        };
    }

    /** Lets go of what was fetched. */
    @Override
    default void close() throws IOException {}
}
