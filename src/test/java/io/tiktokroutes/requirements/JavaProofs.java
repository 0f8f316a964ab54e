package io.tiktokroutes.requirements;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Finds the Java tests that name requirement lines, by tag or in their display name. A test that is
 * disabled, or runs under a condition only, proves nothing.
 */
final class JavaProofs {

    private static final String CONDITIONS = "org.junit.jupiter.api.condition";

    /** The names by which the build finds the tests that it runs. */
    private static final String RUN =
            "(.*\\.)?(Test[^.$]*|[^.$]*(Test|Tests|TestCase)|IT[^.$]*|[^.$]*(IT|ITCase))";

    private final TestPlan plan;
    private final List<Proof> proofs = new ArrayList<>();

    private JavaProofs(TestPlan plan) {
        this.plan = plan;
    }

    /** The proofs in a package and below, in the classes that the build runs. */
    static List<Proof> inPackage(String name) {
        return in(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectPackage(name))
                        .filters(ClassNameFilter.includeClassNamePatterns(RUN)));
    }

    static List<Proof> inClass(Class<?> type) {
        return in(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectClass(type)));
    }

    private static List<Proof> in(LauncherDiscoveryRequestBuilder request) {
        TestPlan plan = LauncherFactory.create().discover(request.build());
        JavaProofs found = new JavaProofs(plan);
        plan.getRoots().forEach(root -> plan.getChildren(root).forEach(found::walk));
        found.proofs.sort(Comparator.comparing(Proof::source).thenComparing(Proof::name));
        return found.proofs;
    }

    private void walk(TestIdentifier test) {
        Class<?> type = typeOf(test);
        AnnotatedElement element = elementOf(test);
        if (type == null || element == null || mayBeLeftOut(element)) {
            return;
        }
        List<String> ids = idsOf(test);
        if (!ids.isEmpty() && runsSomething(test)) {
            proofs.add(new Proof(nameOf(test, type), sourceOf(type), ids));
        }
        plan.getChildren(test).forEach(this::walk);
    }

    /** Its own tags and display name; what it inherits is counted where it is written. */
    private List<String> idsOf(TestIdentifier test) {
        Set<TestTag> tags = new LinkedHashSet<>(test.getTags());
        plan.getParent(test).ifPresent(parent -> tags.removeAll(parent.getTags()));
        Set<String> ids = new LinkedHashSet<>();
        for (TestTag tag : tags) {
            if (tag.getName().matches("(RX?|X)-.*")) {
                ids.add(tag.getName());
            }
        }
        String name = test.getDisplayName();
        if (Requirement.namesARange(name)) {
            ids.add(name);
        }
        ids.addAll(Requirement.idsIn(name));
        return ids.stream().sorted().toList();
    }

    private boolean runsSomething(TestIdentifier test) {
        AnnotatedElement element = elementOf(test);
        if (element == null || mayBeLeftOut(element)) {
            return false;
        }
        return test.getSource().orElseThrow() instanceof MethodSource
                || plan.getChildren(test).stream().anyMatch(this::runsSomething);
    }

    private static boolean mayBeLeftOut(AnnotatedElement element) {
        if (AnnotationSupport.isAnnotated(element, Disabled.class)) {
            return true;
        }
        for (Annotation annotation : element.getAnnotations()) {
            Class<?> type = annotation.annotationType();
            if (type.getPackageName().equals(CONDITIONS)
                    && type.isAnnotationPresent(ExtendWith.class)) {
                return true;
            }
        }
        return false;
    }

    private static AnnotatedElement elementOf(TestIdentifier test) {
        var source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return method.getJavaMethod();
        }
        return source instanceof ClassSource type ? type.getJavaClass() : null;
    }

    private static Class<?> typeOf(TestIdentifier test) {
        var source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return method.getJavaClass();
        }
        return source instanceof ClassSource type ? type.getJavaClass() : null;
    }

    private static String nameOf(TestIdentifier test, Class<?> type) {
        String inFile = type.getName().substring(type.getPackageName().length() + 1);
        String name = inFile.replace('$', '.');
        return test.getSource().orElseThrow() instanceof MethodSource method
                ? name + "." + method.getMethodName()
                : name;
    }

    private static String sourceOf(Class<?> type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        String file = nested < 0 ? name : name.substring(0, nested);
        return "src/test/java/" + file.replace('.', '/') + ".java";
    }
}
