package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import java.util.ArrayList;
import java.util.List;

/** All checks of routes and kamelets at once, for the command lint. */
public final class RouteRoom implements AutoCloseable {

    private final Surroundings around;
    private final DslCheck dsl = new DslCheck();
    private final BeanCheck beans = new BeanCheck(new KameletCatalogue("classpath:kamelets"));
    private final List<RouteFile> running = new ArrayList<>();
    private final List<RouteFile> drafts = new ArrayList<>();

    public RouteRoom(Surroundings around) {
        this.around = around;
    }

    /**
     * Checks a file by itself, and keeps it for the checks of all together.
     *
     * @param draft true when it does not run
     */
    public List<Finding> add(String name, String text, boolean draft) {
        try {
            RouteFile file = RouteFile.parse(name, text);
            (draft ? drafts : running).add(file);
            return check(file, around);
        } catch (RouteFileException e) {
            return List.of(Finding.of(name, Rule.ROUTE_FILE, e));
        }
    }

    /**
     * Checks an example in a manual, by itself.
     *
     * @param around what it may refer to
     */
    public List<Finding> example(String name, String text, Surroundings around) {
        try {
            return check(RouteFile.parse(name, text), around);
        } catch (RouteFileException e) {
            return List.of(Finding.of(name, Rule.ROUTE_FILE, e));
        }
    }

    private List<Finding> check(RouteFile file, Surroundings around) {
        List<Finding> findings = new ArrayList<>(new RouteCheck(around).findings(file));
        findings.addAll(beans.findings(file));
        findings.addAll(dsl.findings(file));
        return findings;
    }

    /** Checks a kamelet. */
    public List<Finding> kamelet(String name, String text) {
        try {
            String fileName = name.substring(name.lastIndexOf('/') + 1);
            return new KameletCheck(around).findings(KameletFile.parse(name, text), fileName);
        } catch (RouteFileException e) {
            return List.of(Finding.of(name, Rule.KAMELET_FILE, e));
        }
    }

    /** Checks all files that were added, together. */
    public List<Finding> together() {
        return new RouteSetCheck(around.kamelets(), around.sinks()).findings(running, drafts);
    }

    @Override
    public void close() {
        dsl.close();
    }
}
