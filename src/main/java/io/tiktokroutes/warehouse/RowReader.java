package io.tiktokroutes.warehouse;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;

/** Turns the current row of a query into its key and its JSON, over and over in the same memory. */
final class RowReader {

    /** A buffer that one huge row made larger than that is not kept. */
    private static final int KEPT_BYTES = 1 << 20;

    /** Shows its bytes without a copy. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(4096);
        }

        byte[] array() {
            return buf;
        }
    }

    private final ModelQuery query;
    private final ModelColumns columns;
    private Bytes bytes;
    private JsonGenerator json;
    private String key;

    RowReader(ModelQuery query, ModelColumns columns) throws IOException {
        this.query = query;
        this.columns = columns;
        begin();
    }

    private void begin() throws IOException {
        bytes = new Bytes();
        json = new JsonFactory().createGenerator(bytes, JsonEncoding.UTF8);
        json.setRootValueSeparator(null);
    }

    /** Goes to the next row; false when there is none. */
    boolean next() throws IOException {
        if (!query.next()) {
            return false;
        }
        if (bytes.array().length > KEPT_BYTES) {
            begin();
        }
        bytes.reset();
        try {
            key = columns.key(query.row());
            columns.write(query.row(), json);
            json.flush();
        } catch (SQLException e) {
            throw query.failed(e);
        }
        query.weighs(bytes.size());
        return true;
    }

    /** The key of the row; null when it has none. */
    String key() {
        return key;
    }

    /** The row as JSON, in the first {@link #length} bytes. */
    byte[] array() {
        return bytes.array();
    }

    int length() {
        return bytes.size();
    }
}
