package io.tiktokroutes.runtime.live;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A place in a text file, as editors show it.
 *
 * @param line from 1
 * @param column from 1
 */
public record Position(int line, int column) {

    static final Position START = new Position(1, 1);

    static Position of(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    static Position of(Optional<Mark> mark) {
        return mark.map(Position::of).orElse(START);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
