package io.tiktokroutes;

import java.io.IOException;
import java.net.ServerSocket;

/**
 * Free ports for servers that a test starts a while later.
 *
 * <p>They lie below those that a system gives out by itself, and each JVM that runs tests has a
 * range of its own: what other tests start in the meantime does not get the same port.
 */
public final class Ports {

    private static final int LOWEST = 10_000;
    private static final int RANGE = 500;
    private static final int RANGES = 44;

    private static int next;

    private Ports() {}

    /** A port that nobody listens at. */
    public static synchronized int free() {
        for (int tried = 0; tried < RANGE; tried++) {
            int port = first() + next++ % RANGE;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free from " + first() + " on");
    }

    /** The JVMs of one build have numbers side by side; other builds have another process. */
    private static int first() {
        int fork = Integer.getInteger("test.fork", 0);
        ProcessHandle me = ProcessHandle.current();
        // between the build and its JVMs stands a shell
        long build = me.parent().flatMap(ProcessHandle::parent).orElse(me).pid();
        return LOWEST + (int) (((fork == 0 ? me.pid() : build) + fork) % RANGES) * RANGE;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
