package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Finds what is no Camel in a route file. What Camel's schema doubts, Camel itself decides, in a
 * context that builds nothing and never starts; without doubts there is no need to make one.
 */
public final class DslCheck implements AutoCloseable {

    private static final Pattern STEP = Pattern.compile("Unknown node id: (\\S+)");
    private static final Pattern FIELD = Pattern.compile("Unsupported field: (\\S+)");

    private DefaultCamelContext context;

    /** What Camel does not take in the file; every wrong word, or else its first complaint. */
    public List<Finding> findings(RouteFile file) {
        List<Finding> doubts = DslSchema.get().doubts(file);
        if (doubts.isEmpty()) {
            return List.of();
        }
        try {
            read(file);
            return List.of();
        } catch (Exception e) {
            return doubts;
        }
    }

    private void read(RouteFile file) throws Exception {
        if (context == null) {
            context = new DefaultCamelContext(false);
            context.disableJMX();
            context.setLoadHealthChecks(false);
            context.setStartupSummaryLevel(StartupSummaryLevel.Off);
            context.build();
        }
        // an example in a manual has a name by which Camel would not know it
        var resource = ResourceHelper.fromString("file:routes.camel.yaml", file.text());
        for (RoutesBuilder builder :
                PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(resource))) {
            ((RouteBuilder) builder).setCamelContext(context);
            ((RouteBuilder) builder).configure();
        }
    }

    /** What Camel complains of, in plain words and if possible with the right word. */
    public static String explain(MarkedYamlEngineException complaint) {
        String problem = complaint.getProblem();
        Matcher step = STEP.matcher(problem);
        if (step.find()) {
            String written = step.group(1);
            return "there is no step '"
                    + written
                    + "'"
                    + Spelling.hint(written, DslSchema.get().steps());
        }
        Matcher field = FIELD.matcher(problem);
        return field.find()
                ? "'" + field.group(1) + "' is not known here; take it out or mend it"
                : problem;
    }

    @Override
    public void close() {
        if (context != null) {
            context.shutdown();
        }
    }
}
