package io.tiktokroutes.schedule;

import io.tiktokroutes.spelling.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads a schedule word by word, and tells where it leaves what can be understood. */
final class Wording {

    private final List<String> words;
    private int at;

    Wording(String text) {
        words = List.of(text.toLowerCase(Locale.ROOT).split(" "));
    }

    boolean hasNext() {
        return at < words.size();
    }

    /**
     * Reads the next word if it can be read so.
     *
     * @param reader gives null for a word that it is not
     */
    <T> Optional<T> maybe(Function<String, T> reader) {
        T read = hasNext() ? reader.apply(words.get(at)) : null;
        if (read != null) {
            at++;
        }
        return Optional.ofNullable(read);
    }

    /** True when the next word is that one, which then is read. */
    boolean takes(String word) {
        return maybe(next -> next.equals(word) ? next : null).isPresent();
    }

    /**
     * Reads the next word.
     *
     * @param reader gives null for a word that cannot stand here
     * @param expected what can, for the message
     * @param known the words among it, one of which may be meant
     */
    <T> T take(Function<String, T> reader, String expected, Collection<String> known) {
        return maybe(reader).orElseThrow(() -> expected(expected, known));
    }

    /** Reads just that word. */
    void take(String word, String expected) {
        if (!takes(word)) {
            throw expected(expected, List.of(word));
        }
    }

    /** Complains of what is left. */
    void end() {
        if (hasNext()) {
            throw expected("nothing more", List.of("from"));
        }
    }

    private ScheduleException expected(String expected, Collection<String> known) {
        if (at == 0) {
            String hint = Spelling.hint(words.get(0), known);
            return new ScheduleException(
                    "this is no schedule" + (hint.isEmpty() ? "; " + Schedule.SUCH : hint));
        }
        String before = "after '" + String.join(" ", words.subList(0, at)) + "' comes " + expected;
        if (!hasNext()) {
            return new ScheduleException(before + "; " + Schedule.SUCH);
        }
        String hint = Spelling.hint(words.get(at), known);
        return new ScheduleException(
                before
                        + ", not '"
                        + words.get(at)
                        + "'"
                        + (hint.isEmpty() ? "; " + Schedule.SUCH : hint));
    }
}
