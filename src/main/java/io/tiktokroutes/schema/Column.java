package io.tiktokroutes.schema;

import java.util.List;
import java.util.Set;

/**
 * A place of a record that a mapping can read or fill.
 *
 * @param path as mapping files write it, such as {@code properties.contents[].price}
 * @param types JSON Schema's names of what may stand there, such as string; all when it says none
 * @param required whether the object it belongs to must have it
 * @param within the nearest object or list on the way that may itself be missing, such as {@code
 *     page}; empty when there is none. A column that is required without it is always needed
 * @param description one sentence
 * @param personal whether a source keeps personal data there
 * @param mustBeHashed whether the value may leave as a digest only
 * @param open whether it may hold fields that the schema does not name
 * @param values the only texts that may stand there; empty when any may
 */
public record Column(
        String path,
        Set<String> types,
        boolean required,
        String within,
        String description,
        boolean personal,
        boolean mustBeHashed,
        boolean open,
        List<String> values) {

    /** True when no record is complete without it. */
    public boolean alwaysRequired() {
        return required && within.isEmpty();
    }

    Column at(String otherPath) {
        return new Column(
                otherPath,
                types,
                required,
                within,
                description,
                personal,
                mustBeHashed,
                open,
                values);
    }
}
