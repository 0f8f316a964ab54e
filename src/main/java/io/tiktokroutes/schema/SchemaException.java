package io.tiktokroutes.schema;

/** A schema that is not there or cannot be used; the message is one line for the user. */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }
}
