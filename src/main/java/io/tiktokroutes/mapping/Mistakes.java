package io.tiktokroutes.mapping;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a file, so that a person hears of everything at once. */
final class Mistakes {

    /** Something that reads a part of a file. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws MappingException;
    }

    private final List<MappingException> found = new ArrayList<>();

    /** What the reading gives; when it can not, its mistakes are noted and the other one counts. */
    <T> T attempt(Reading<T> reading, T otherwise) {
        try {
            return reading.read();
        } catch (MappingException e) {
            add(e);
            return otherwise;
        }
    }

    void add(MappingException mistake) {
        for (MappingException each : mistake.all()) {
            boolean known = found.stream().anyMatch(f -> f.getMessage().equals(each.getMessage()));
            if (!known) {
                found.add(each);
            }
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Ends the reading when there are mistakes. */
    void tell() throws MappingException {
        if (!found.isEmpty()) {
            throw MappingException.of(found);
        }
    }
}
