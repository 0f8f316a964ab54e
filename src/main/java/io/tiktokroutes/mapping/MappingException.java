package io.tiktokroutes.mapping;

import java.util.Comparator;
import java.util.List;

/**
 * A mistake in a file under {@code mappings/}: where it stands, what is wrong, what to write. When
 * several were found together, it is the first of them and knows the others.
 */
public final class MappingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;
    private final String problem;
    private final transient List<MappingException> all;

    /**
     * @param file the file as a person would write its path
     * @param line counted from 1; 0 when the mistake has no place in the file
     * @param column counted from 1; 0 when the mistake has no place in the file
     * @param problem one sentence: what is wrong; what to write
     */
    public MappingException(String file, int line, int column, String problem) {
        this(file, line, column, problem, List.of());
    }

    private MappingException(
            String file, int line, int column, String problem, List<MappingException> all) {
        super(file + (line > 0 ? ":" + line + ":" + column : "") + ": " + problem);
        this.file = file;
        this.line = line;
        this.column = column;
        this.problem = problem;
        this.all = all;
    }

    /** These mistakes as one; it speaks as the first of them. */
    static MappingException of(List<MappingException> mistakes) {
        List<MappingException> sorted =
                mistakes.stream()
                        .sorted(
                                Comparator.comparing(MappingException::file)
                                        .thenComparing(MappingException::line)
                                        .thenComparing(MappingException::column))
                        .toList();
        MappingException first = sorted.get(0);
        return sorted.size() == 1
                ? first
                : new MappingException(first.file, first.line, first.column, first.problem, sorted);
    }

    /** Every mistake that was found, by file and place. */
    public List<MappingException> all() {
        return all.isEmpty() ? List.of(this) : all;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** The message without the place. */
    public String problem() {
        return problem;
    }
}
