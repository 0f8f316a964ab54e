package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sandbox}: only the emulator of TikTok and CDP 365. */
@Command(
        name = "sandbox",
        description = "Runs an offline emulator of TikTok's Business API and of CDP 365.",
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--port", description = "Port to listen on; 0 for a free one.")
    private int port = 8090;

    @Option(names = "--host", description = "Address to listen on.")
    private String host = "127.0.0.1";

    @Override
    public Integer call() throws Exception {
        try (Sandbox sandbox = start(host, port)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    "The sandbox is at " + sandbox.url() + "/_sandbox/; point the program at it:");
            out.println("  TIKTOK_API_URL=" + sandbox.apiUrl());
            out.println("  TIKTOK_AUTH_URL=" + sandbox.url() + "/portal/auth");
            out.println("  TIKTOK_ACCESS_TOKEN=" + Sandbox.ACCESS_TOKEN);
            out.println("  TIKTOK_APP_ID=" + Sandbox.APP_ID);
            out.println("  TIKTOK_APP_SECRET=" + Sandbox.APP_SECRET);
            out.println("  TIKTOK_PIXEL_CODE=" + Sandbox.PIXEL_CODE);
            out.println("  TIKTOK_EVENT_SET_ID=" + Sandbox.EVENT_SET_ID);
            out.println("  CDP_API_URL=" + sandbox.cdpUrl());
            out.println("  CDP_PORTAL_ID=" + Sandbox.CDP_PORTAL_ID);
            out.println("  CDP_SOURCE_ID=" + Sandbox.CDP_SOURCE_ID);
            out.println("  CDP_TOKEN=" + Sandbox.CDP_TOKEN);
            out.println("  SEGMENT_API_URL=" + sandbox.segmentUrl());
            out.println("  SEGMENT_SINK_WRITE_KEY=" + Sandbox.SEGMENT_WRITE_KEY);
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    static Sandbox start(String host, int port) throws StartupException {
        try {
            return Sandbox.start(host, port, Clock.systemUTC());
        } catch (BindException e) {
            throw new StartupException(
                    "port " + port + " on " + host + " is in use; give a free one with --port", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartupException(
                    "the sandbox cannot listen on " + host + ":" + port + ": " + e, e);
        }
    }
}
