package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashTest {

    @ParameterizedTest
    @Tag("RX-CDP-7")
    @Tag("RX-CDP-8")
    @Tag("R-CDP-45")
    @CsvSource({
        "+1 202 555 0143, md5, 850a8b63169e05993ef70be5919630ca",
        "+12025550143, md5, c76c1bc1e5ddd2e566c896e29f84ee19",
        "Mai Tran, md5-upper, 20C31FCBD71881A428CE32D7289836FB",
        "Product Team 4, md5-upper, 944E6970D13C9652E009B636010A0616",
        "7391004512208835601, sha256,"
                + " c7ba188c528d946267d4b93958e8443e39fb153971fe260f97c662d9400c6d99",
        "7391004512208835601, sha256-upper,"
                + " C7BA188C528D946267D4B93958E8443E39FB153971FE260F97C662D9400C6D99",
    })
    void theHashesOfTheCdpDigestTheRawValue(String raw, String hash, String digest)
            throws MappingException {
        assertThat(
                        Plan.told(
                                Plan.row(
                                        "{ to: a, from: a, hash: " + hash + " }",
                                        "a: '" + raw + "'")))
                .isEqualTo("{\"a\":\"" + digest + "\"}");
    }

    @Test
    @Tag("RX-CDP-2")
    void anIdThatIsANumberIsHashedWithEveryDigit() throws MappingException {
        assertThat(
                        Plan.told(
                                Plan.row(
                                        "{ to: a, from: a, hash: sha256 }",
                                        "a: 7391004512208835601")))
                .contains("c7ba188c528d946267d4b93958e8443e39fb153971fe260f97c662d9400c6d99");
    }

    @Test
    @Tag("RX-CDP-8")
    void blanksAreDigestedToo() throws MappingException {
        assertThat(Plan.told(Plan.row("{ to: a, from: a, hash: sha256 }", "a: ' Mai '")))
                .isNotEqualTo(Plan.told(Plan.row("{ to: a, from: a, hash: sha256 }", "a: Mai")));
    }

    @ParameterizedTest
    @CsvSource({
        "Mai.Tran@Example.com, email,"
                + " 5333555043302045fea7aa70f97dd4102b9f7b4c8fba0155f41e5897d9a2522f",
        "mai.tran@example.com, email,"
                + " 5333555043302045fea7aa70f97dd4102b9f7b4c8fba0155f41e5897d9a2522f",
        "Mai.Tran@Example.com, string,"
                + " a025d7eed7a9a1533b5b2b1e663b5c04afc7daa009fe20b7ed68682f2ea2c98f",
        "Jane.Doe+news@Example.com, email,"
                + " dbf1912b4cad4df9823f627874244e64b50a6ac550b9cb33b17df671a26679db",
        "+1 202 555 0143, phone, 54af34308301e43f00650baaeb6cf4925b942201d74191b26d48292cfec907fd",
        "(+1)2133734253, phone, 9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd",
        "+1 (415) 555-0123, phone,"
                + " 36a2cef4ff9bf7a1abd2a93359136b870393be4106e6c5d19b72ff564f9deca4",
        "12025550143, string, c117141ed6aa9255b2be93c99c3ae2c1786cd5fe0a78d382c4de0cbb90c9b486",
        "lea.martin@example.com, email,"
                + " 4ac33642f890c6f67bfe402b440a7a30e10980927d5e85134a7325873b417b57",
        "+33199001234, phone, 28496b4a5adb864805ece27a9c3ff87b5a0be3732fd166a9ae76820d76d2b301",
        "3120417, string, 0c530fc97f54639ae7f068db99f92fc6dc15ed140618df036a694d40a6021fd1",
        "Jordan.Reyes@Example.com, email,"
                + " 0a344ed6cdff3666d6f0c8a16936f77a903d08cfbf9bf5e05ee664fe1f9b1069",
        "CUST-77120, trimmed, ae5b3df1ba0fcd8a4d99c4088655e24e715937fe37908b844cb0bbdc76a8cf22",
        "CUST-77120, lower-case, 5a40569f95ab3e9a765abca3da0aae90bff939295f0b2a71c9b019a2449669d9",
        "abf74282b43b6724869c06cefae956a9, string,"
                + " 1cf9b8995adab15c27560d65396e3a4b1faad468d2dcb8c653de47bba06ed9d8",
    })
    void tiktoksRuleDigestsTheNormalisedValue(String raw, String as, String digest)
            throws MappingException {
        String row = "{ to: a, from: a, as: " + as + ", hash: sha256-if-plain }";
        assertThat(Plan.told(Plan.row(row, "a: '" + raw + "'")))
                .isEqualTo("{\"a\":\"" + digest + "\"}");
    }

    @Test
    void aNationalNumberIsReadInTheMappingsCountry() throws MappingException {
        Mapping mapping =
                Plan.of(
                        """
                        country: US
                        rows:
                          - { to: a, from: a, as: phone, hash: sha256-if-plain }
                        """);
        assertThat(Plan.told(mapping.apply(Plan.json("a: (202) 555-0187"), Map.of())))
                .contains("9764e62009a27f391b0f3dce457effe244f28a8f89ce1b219298cb518af40a33");
    }

    @ParameterizedTest
    @CsvSource({"email", "phone", "string", "trimmed", "lower-case"})
    @Tag("R-CA-47")
    void tiktoksRuleLetsADigestPassInSmallLetters(String as) throws MappingException {
        String digest = "4AC33642F890C6F67BFE402B440A7A30E10980927D5E85134A7325873B417B57";
        String row = "{ to: a, from: a, as: " + as + ", hash: sha256-if-plain }";
        assertThat(Plan.told(Plan.row(row, "a: ' " + digest + " '")))
                .isEqualTo("{\"a\":\"" + digest.toLowerCase(Locale.ROOT) + "\"}");
    }

    @Test
    void anMd5DigestIsNoAddressAndNoNumber() throws MappingException {
        String input = "a: abf74282b43b6724869c06cefae956a9";
        assertThat(Plan.row("{ to: a, from: a, as: email, hash: sha256-if-plain }", input))
                .isEqualTo(
                        new Mapped.Refused(
                                "BAD_EMAIL",
                                "a: looks like an MD5 digest, and TikTok matches SHA-256 only",
                                1));
        assertThat(Plan.row("{ to: a, from: a, as: phone, hash: sha256-if-plain }", input))
                .isEqualTo(new Mapped.Refused("BAD_PHONE", "a: no phone number", 1));
    }

    @ParameterizedTest
    @CsvSource({"email, BAD_EMAIL", "phone, BAD_PHONE", "trimmed, MALFORMED"})
    @Tag("R-HT-34")
    @Tag("R-HT-52")
    void whoHashesHimselfGivesDigestsOnly(String as, String reason) throws MappingException {
        String row = "{ to: a, from: a, as: " + as + ", hash: sha256-given }";
        String digest = "4AC33642F890C6F67BFE402B440A7A30E10980927D5E85134A7325873B417B57";
        assertThat(Plan.told(Plan.row(row, "a: '" + digest + "'")))
                .isEqualTo("{\"a\":\"" + digest.toLowerCase(Locale.ROOT) + "\"}");
        assertThat(Plan.row(row, "a: lea.martin@example.com"))
                .isEqualTo(
                        new Mapped.Refused(
                                reason,
                                "a: no SHA-256 digest, and nothing else is taken: the row says sha256-given, or the sink hashing: off",
                                1));
    }

    @Test
    @Tag("RX-CDP-7")
    void noneIsAChoiceToo() throws MappingException {
        assertThat(Plan.told(Plan.row("{ to: a, from: a, hash: none }", "a: ' x '")))
                .isEqualTo("{\"a\":\" x \"}");
    }
}
