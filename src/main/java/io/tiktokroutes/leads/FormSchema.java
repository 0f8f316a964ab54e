package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/**
 * The schema of the leads of one form: the columns of every lead, and the form's questions. Nothing
 * else may be there, so that lint tells of a question that the form does not have.
 */
public final class FormSchema {

    /** The schema that every lead follows. */
    public static final String EVERY_LEAD = "tiktok-lead";

    /** What tells a file of ours from one that somebody wrote. */
    private static final String MARKER = "Made by 'leads fields', which writes it anew";

    private FormSchema() {}

    /** The name that a mapping gives as its source. */
    public static String name(String pageId) {
        return EVERY_LEAD + "-" + pageId;
    }

    /** Whether the text of a schema file was made here. */
    public static boolean isOurs(String text) {
        return text.contains(MARKER);
    }

    /**
     * The schema.
     *
     * @param columns of every lead
     * @param questions the keys of the form's questions
     */
    public static ObjectNode of(LeadForm form, Collection<String> columns, List<String> questions) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", name(form.pageId()) + ".schema.json");
        schema.put("$comment", MARKER + "; to keep changes of yours, take this line out.");
        schema.put("title", "TikTok lead of form " + form.pageId());
        schema.put(
                "description",
                "One lead of the form \"" + form.title() + "\": its metadata, and its questions.");
        schema.put("type", "object");
        schema.putArray("required").add("id");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (String column : columns) {
            properties
                    .putObject(column)
                    .put("$ref", EVERY_LEAD + ".schema.json#/properties/" + column);
        }
        for (String question : questions) {
            if (properties.path(question).isObject()) {
                ((ObjectNode) properties.get(question))
                        .put("description", "Answer to a standard question of this form.");
            } else {
                properties
                        .putObject(question)
                        .put("type", "string")
                        .put("description", "Answer to a question of this form.");
            }
        }
        return schema;
    }
}
