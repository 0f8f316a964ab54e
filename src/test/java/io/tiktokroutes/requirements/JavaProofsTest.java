package io.tiktokroutes.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class JavaProofsTest {

    private static final String HERE =
            "src/test/java/io/tiktokroutes/requirements/JavaProofsTest.java";

    @Test
    void findsTagsAndDisplayNamesOfWhatRuns() {
        assertThat(JavaProofs.inClass(Sample.class))
                .containsExactly(
                        new Proof("JavaProofsTest.Sample", HERE, List.of("R-CDP-1")),
                        new Proof("JavaProofsTest.Sample.Inner.inner", HERE, List.of("R-CDP-6")),
                        new Proof(
                                "JavaProofsTest.Sample.named",
                                HERE,
                                List.of("R-CDP-3", "RX-CDP-4")),
                        new Proof("JavaProofsTest.Sample.oneOfMany", HERE, List.of("R-CDP-5")),
                        new Proof("JavaProofsTest.Sample.tagged", HERE, List.of("R-CDP-2")));
    }

    @Test
    void aClassWhoseTestsAreAllOffProvesNothing() {
        assertThat(JavaProofs.inClass(Off.class)).isEmpty();
    }

    @Test
    void aMisspeltTagIsKeptSoThatItIsReported() {
        assertThat(JavaProofs.inClass(Misspelt.class))
                .flatExtracting(Proof::ids)
                .containsExactlyInAnyOrder("R-CA-20…23", "R-CA20");
    }

    /** The samples below must not count for the real ledger. */
    @Test
    void aPackageIsSearchedForWhatTheBuildRunsOnly() {
        assertThat(JavaProofs.inPackage(getClass().getPackageName()))
                .noneMatch(proof -> proof.source().equals(HERE));
    }

    @Tag("R-CDP-1")
    @Tag("slow")
    static class Sample {
        @Test
        @Tag("R-CDP-2")
        void tagged() {}

        @Test
        @DisplayName("takes new leads (R-CDP-3, RX-CDP-4)")
        void named() {}

        @TestFactory
        @Tag("R-CDP-5")
        List<DynamicTest> oneOfMany() {
            return List.of();
        }

        @Test
        @Disabled
        @Tag("R-CDP-7")
        void off() {}

        @Test
        @EnabledIfSystemProperty(named = "never", matches = "set")
        @Tag("R-CDP-8")
        void underACondition() {}

        @Nested
        class Inner {
            @Test
            @Tag("R-CDP-6")
            void inner() {}
        }
    }

    @Tag("R-CDP-9")
    static class Off {
        @Test
        @Disabled
        void off() {}
    }

    static class Misspelt {
        @Test
        @Tag("R-CA20")
        void noDash() {}

        @Test
        @Tag("R-CA-20…23")
        void range() {}
    }
}
