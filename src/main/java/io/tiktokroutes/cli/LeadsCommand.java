package io.tiktokroutes.cli;

import picocli.CommandLine.Command;

/** {@code leads}: forms, their fields and their leads. */
@Command(
        name = "leads",
        description = "Lists lead forms and their fields, makes test leads, and fetches leads.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LeadFormsCommand.class,
            LeadFieldsCommand.class,
            LeadTestCommand.class,
            LeadPullCommand.class,
            LeadsReplayCommand.class
        })
final class LeadsCommand {}
