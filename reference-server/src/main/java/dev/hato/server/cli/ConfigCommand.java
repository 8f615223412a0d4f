package dev.hato.server.cli;

import dev.hato.server.config.HatoConfig;
import dev.hato.server.config.Settings;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Prints what the server would run with. */
@Command(
    name = "config",
    description = "print the effective configuration and where each value comes from")
final class ConfigCommand extends HatoCommand {
  ConfigCommand(Console console) {
    super(console);
  }

  @Override
  void run(HatoConfig config) {
    for (Settings.Value value : config.settings().all()) {
      console()
          .line(
              "%-38s %-40s %s"
                  .formatted(
                      value.key().name(),
                      value.text().isEmpty() ? "-" : value.shown(),
                      value.origin().name().toLowerCase(Locale.ROOT)));
    }
  }
}
