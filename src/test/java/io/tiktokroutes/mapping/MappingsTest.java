package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of every test file under {@code mappings/} is a test here. */
class MappingsTest {

    private static final Path FOLDER = Path.of("mappings");

    private static Mappings shipped() throws MappingException {
        Mappings mappings = new Mappings(FOLDER, name -> null);
        mappings.load();
        return mappings;
    }

    @TestFactory
    List<DynamicContainer> shippedMappings() throws MappingException {
        MappingTests tests = new MappingTests(shipped());
        List<DynamicContainer> files = new ArrayList<>();
        for (Path file : MappingTests.files(FOLDER)) {
            List<DynamicTest> cases = new ArrayList<>();
            for (MappingTests.Case test : tests.cases(file)) {
                cases.add(
                        DynamicTest.dynamicTest(
                                test.name(),
                                () -> {
                                    MappingTests.Result result = tests.run(test);
                                    assertThat(result.passed()).as(result.report()).isTrue();
                                }));
            }
            files.add(DynamicContainer.dynamicContainer(file.getFileName().toString(), cases));
        }
        return files;
    }

    @Test
    void everyShippedMappingHasTests() throws MappingException {
        List<String> tested =
                MappingTests.files(FOLDER).stream()
                        .map(file -> file.getFileName().toString().replace(".test.yaml", ""))
                        .toList();
        assertThat(tested).containsExactlyElementsOf(shipped().names());
    }
}
