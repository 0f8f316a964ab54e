package io.tiktokroutes.cli;

import picocli.CommandLine.Command;

/** {@code cdp}: what can be delivered to in the CDP. */
@Command(
        name = "cdp",
        description = "Lists the events and business objects of CDP 365 with their attributes.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CdpEventsCommand.class, CdpObjectsCommand.class})
final class CdpCommand {}
