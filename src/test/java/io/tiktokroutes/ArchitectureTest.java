package io.tiktokroutes;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The walls of the house: which room may import which, and what a main file may look like. */
@AnalyzeClasses(packages = "io.tiktokroutes", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HOUSE = "io.tiktokroutes";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int MOST_LINES = 350;

    /** Rooms of floor 2 know the floor below them and never each other. */
    private static final Set<String> BELOW =
            Set.of(
                    "record",
                    "spelling",
                    "routefile",
                    "schema",
                    "store",
                    "csv",
                    "http",
                    "schedule",
                    "metrics",
                    "tiktok");

    /** Floor 3 may read all of floor 2, floor 4 all of floor 3 and so on. */
    private static final Set<String> UP_TO_FLOOR_2 =
            Set.of(
                    "record",
                    "spelling",
                    "routefile",
                    "schema",
                    "store",
                    "csv",
                    "http",
                    "schedule",
                    "metrics",
                    "tiktok",
                    "intake",
                    "leads",
                    "reports",
                    "warehouse",
                    "events",
                    "audiences",
                    "cdp",
                    "segment",
                    "calls",
                    "inbox",
                    "mapping",
                    "mapping.camel");

    /** Each room with the rooms it may import; a room that is not named here may not exist. */
    private static final Map<String, Set<String>> ROOMS = rooms();

    private static Map<String, Set<String>> rooms() {
        Map<String, Set<String>> rooms = new TreeMap<>();
        rooms.put("record", Set.of());
        rooms.put("spelling", Set.of());
        rooms.put("routefile", Set.of("spelling"));
        rooms.put("schema", Set.of("spelling"));
        rooms.put("store", Set.of());
        rooms.put("csv", Set.of());
        rooms.put("http", Set.of());
        rooms.put("metrics", Set.of());
        rooms.put("schedule", Set.of("spelling", "store", "metrics"));
        rooms.put("tiktok", Set.of("record", "http", "metrics"));
        for (String room : UP_TO_FLOOR_2) {
            rooms.putIfAbsent(room, BELOW);
        }
        rooms.put("mapping", Set.of("record", "spelling", "schema"));
        rooms.put("mapping.camel", Set.of("record", "mapping"));
        rooms.put("lint", UP_TO_FLOOR_2);
        rooms.put("runtime.live", with(UP_TO_FLOOR_2, "lint"));
        rooms.put("runtime", with(UP_TO_FLOOR_2, "lint", "runtime.live"));
        rooms.put("sandbox", Set.of());
        rooms.put("cli", with(UP_TO_FLOOR_2, "lint", "runtime", "runtime.live", "sandbox"));
        return rooms;
    }

    private static Set<String> with(Set<String> rooms, String... more) {
        return Set.copyOf(Stream.concat(rooms.stream(), Stream.of(more)).toList());
    }

    @ArchTest
    static void aRoomImportsOnlyWhatItsFloorAllows(JavaClasses house) {
        ROOMS.forEach(
                (room, allowed) ->
                        classes()
                                .that(areIn(room))
                                .should()
                                .onlyDependOnClassesThat(
                                        not(resideInAPackage(HOUSE + ".."))
                                                .or(areIn(room))
                                                .or(areInAnyOf(allowed)))
                                .as(room + " imports of ours only " + allowed)
                                .allowEmptyShould(true)
                                .check(house));
    }

    @ArchTest
    static void everyClassLivesInARoomOfThePlan(JavaClasses house) {
        classes()
                .should(
                        new ArchCondition<JavaClass>("live in a room that the plan names") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                events.add(
                                        new SimpleConditionEvent(
                                                type,
                                                ROOMS.containsKey(roomOf(type)),
                                                type.getName()
                                                        + " is in no room of ROOMS in "
                                                        + ArchitectureTest.class.getSimpleName()));
                            }
                        })
                .allowEmptyShould(true)
                .check(house);
    }

    @ArchTest
    static final ArchRule the_mapping_engine_knows_nothing_of_camel =
            noClasses()
                    .that(areIn("mapping"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.camel..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule classes_are_final =
            classes()
                    .that(
                            DescribedPredicate.describe(
                                    "are plain named classes",
                                    type ->
                                            !type.isInterface()
                                                    && !type.isEnum()
                                                    && !type.isAnonymousClass()
                                                    && !type.getModifiers()
                                                            .contains(JavaModifier.ABSTRACT)
                                                    && !type.reflect().isSealed()))
                    .should()
                    .haveModifier(JavaModifier.FINAL)
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_are_named_for_what_they_can_do =
            noClasses()
                    .should()
                    .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule classes_are_named_for_what_they_are =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Impl|Manager|Utils?|Helper)")
                    .allowEmptyShould(true);

    @ArchTest
    static void noMainFileIsLongerThanAPersonReads(JavaClasses house) {
        assertThat(sourcesThat(text -> text.lines().count() > MOST_LINES))
                .as("main files over " + MOST_LINES + " lines")
                .isEmpty();
    }

    @ArchTest
    static void everyTopLevelTypeSaysInJavadocWhatItIs(JavaClasses house) {
        Pattern type =
                Pattern.compile(
                        "(?m)^(?:public |final |abstract |sealed |non-sealed )*"
                                + "(?:class|interface|record|enum|@interface) \\w");
        Pattern head = Pattern.compile("(?s).*^(?:package|import) [^\n]*", Pattern.MULTILINE);
        assertThat(
                        sourcesThat(
                                text -> {
                                    var found = type.matcher(text);
                                    return found.find()
                                            && !head.matcher(text.substring(0, found.start()))
                                                    .replaceFirst("")
                                                    .contains("/**");
                                }))
                .as("main files whose type has no Javadoc")
                .isEmpty();
    }

    private static DescribedPredicate<JavaClass> areIn(String room) {
        return DescribedPredicate.describe("are in " + room, type -> room.equals(roomOf(type)));
    }

    private static DescribedPredicate<JavaClass> areInAnyOf(Set<String> rooms) {
        return DescribedPredicate.describe(
                "are in any of " + rooms, type -> rooms.contains(roomOf(type)));
    }

    /** The longest room name that the class's package starts with. */
    private static String roomOf(JavaClass type) {
        String path = type.getPackageName();
        if (!path.startsWith(HOUSE + ".")) {
            return "";
        }
        String inside = path.substring(HOUSE.length() + 1);
        return ROOMS.keySet().stream()
                .filter(room -> inside.equals(room) || inside.startsWith(room + "."))
                .reduce("", (a, b) -> a.length() > b.length() ? a : b);
    }

    private static List<String> sourcesThat(Function<String, Boolean> test) {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> found = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                if (test.apply(Files.readString(file))) {
                    found.add(file.toString());
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
