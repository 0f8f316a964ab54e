package io.tiktokroutes.requirements;

import java.util.List;

/**
 * A test that names requirement lines.
 *
 * @param name how a reader knows it, such as {@code EventSenderTest.halvesARefusedBatch}
 * @param source its file, from the root of the project
 * @param ids the lines it names, as written; an unknown one is reported, not dropped
 */
record Proof(String name, String source, List<String> ids) {}
