package dev.hato.server.cli;

import dev.hato.server.config.HatoConfig;
import dev.hato.server.config.Key;
import dev.hato.server.config.Keys;
import dev.hato.server.config.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives a command {@code --config} and one flag per key, and reads the configuration from all
 * sources.
 */
final class ConfigFlags {
  private static final String FILE = "--config";
  private static final String USUAL_FILE = "hato.toml";

  private ConfigFlags() {}

  /** Every command takes all keys; the help of those about the configuration explains them. */
  static void addTo(CommandSpec spec, boolean explained) {
    spec.addOption(
        OptionSpec.builder(FILE)
            .type(Path.class)
            .paramLabel("FILE")
            .description("the configuration file; " + USUAL_FILE + " here when there is one")
            .build());
    for (Key key : Keys.ALL) {
      spec.addOption(
          OptionSpec.builder(key.flag())
              .type(String.class)
              .paramLabel("VALUE")
              .hidden(!explained)
              .description(key.reason())
              .build());
    }
  }

  static HatoConfig read(CommandSpec spec, Console console) {
    CommandLine.ParseResult given = spec.commandLine().getParseResult();
    SettingsReader reader = new SettingsReader();
    Path usual = console.directory().resolve(USUAL_FILE);
    Path file = given.matchedOptionValue(FILE, usual);
    if (given.hasMatchedOption(FILE) || Files.exists(usual)) {
      reader.file(console.directory().resolve(file));
    }
    Map<String, String> flags = new LinkedHashMap<>();
    for (Key key : Keys.ALL) {
      if (given.hasMatchedOption(key.flag())) {
        flags.put(key.name(), given.matchedOptionValue(key.flag(), ""));
      }
    }
    return HatoConfig.of(reader.environment(console.environment()).flags(flags).read());
  }
}
