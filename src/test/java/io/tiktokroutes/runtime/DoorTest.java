package io.tiktokroutes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiktokroutes.store.BothDatabases;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands come into a database that the running program has to itself, and nobody else does. */
class DoorTest {

    @TempDir Path folder;

    @Test
    void anotherProcessComesInWhileTheProgramRuns() throws Exception {
        String url = BothDatabases.h2(folder);
        Path file = Path.of(url.substring("jdbc:h2:file:".length()) + ".door");
        try (Database running = Database.open(url, "", "")) {
            running.openDoor(url);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String address = Files.readString(file);
            try (Connection outside = DriverManager.getConnection(address, "sa", "");
                    Statement statement = outside.createStatement()) {
                statement.execute("insert into flow_stop values ('x', current_timestamp)");
            }
            assertThatThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                            address.replaceAll("/[0-9a-f]+$", "/" + "0".repeat(64)),
                                            "sa",
                                            ""))
                    .hasMessageContaining("Wrong user name or password");
            assertOnlyThisMachine(Integer.parseInt(address.replaceAll(".*:(\\d+)/.*", "$1")));
        }
        assertThat(file).doesNotExist();
    }

    private static void assertOnlyThisMachine(int port) throws Exception {
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : card.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> new Socket(address, port).close())
                            .isInstanceOf(java.io.IOException.class);
                }
            }
        }
    }
}
