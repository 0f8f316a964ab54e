package io.tiktokroutes.lint.routes;

import java.util.List;

/**
 * One option of an endpoint.
 *
 * @param type boolean, integer, number, duration, enum, or another that is not checked
 * @param choices the values of an enum
 * @param prefix what names of a family of options begin with; empty for a single option
 */
public record ComponentOption(String type, List<String> choices, String prefix) {}
