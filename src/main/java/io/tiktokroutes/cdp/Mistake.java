package io.tiktokroutes.cdp;

/**
 * Something about a sink that cannot work.
 *
 * @param parameter the parameter of the sink it is about
 * @param column the number of the column it is about, from 0; -1 when it is about none
 * @param problem what is wrong; what to write
 */
public record Mistake(String parameter, int column, String problem) {

    /** One that is about no column. */
    static Mistake of(String parameter, String problem) {
        return new Mistake(parameter, -1, problem);
    }
}
