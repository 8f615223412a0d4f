package dev.hato.server.config;

import dev.hato.server.config.Settings.Origin;
import dev.hato.server.config.Settings.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Reads the settings from flags, environment, file and defaults, in this order of strength. A name
 * that is not in the table stops the start with the nearest one, whatever its source.
 */
public final class SettingsReader {
  /** Variables of the launcher and the build, not of the configuration. */
  private static final Set<String> NOT_OURS =
      Set.of("HATO_JAVA_OPTS", "HATO_JAVA_HOME", "HATO_JAVA_AOT", "HATO_VECTORS");

  private final Map<String, String> flags = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, String> file = new LinkedHashMap<>();

  /** Flags by key name, without their dashes. */
  public SettingsReader flags(Map<String, String> given) {
    given.forEach((name, value) -> flags.put(known(name, "--" + name).name(), value));
    return this;
  }

  /** The process environment; only names that begin with {@code HATO_} count. */
  public SettingsReader environment(Map<String, String> variables) {
    variables.forEach(
        (variable, value) -> {
          if (variable.startsWith("HATO_") && !NOT_OURS.contains(variable)) {
            Key key =
                Keys.byVariable(variable)
                    .orElseThrow(
                        () ->
                            new ConfigException(
                                "The environment variable %s is not known; did you mean %s?"
                                    .formatted(variable, nearestVariable(variable))));
            environment.put(key.name(), value);
          }
        });
    return this;
  }

  /** A TOML file; tables and dotted names are the same. */
  public SettingsReader file(Path path) {
    try {
      flatten("", new TomlMapper().readTree(Files.readString(path)), path);
    } catch (IOException e) {
      throw new ConfigException(
          "The configuration file %s cannot be read: %s".formatted(path, e.getMessage()));
    } catch (JacksonException e) {
      throw new ConfigException(
          "The configuration file %s is not valid TOML in line %d: %s"
              .formatted(path, e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
    return this;
  }

  public Settings read() {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Key key : Keys.ALL) {
      Value value = value(key);
      if (!key.supported() && !value.text().isEmpty()) {
        throw new ConfigException(
            "%s (%s) is not yet supported in this version; remove it from %s."
                .formatted(key.name(), key.reason(), place(key, value.origin())));
      }
      values.put(key.name(), value);
    }
    return new Settings(values);
  }

  private Value value(Key key) {
    String name = key.name();
    if (flags.containsKey(name)) {
      return new Value(key, flags.get(name).trim(), Origin.FLAG);
    }
    if (environment.containsKey(name)) {
      return new Value(key, environment.get(name).trim(), Origin.ENVIRONMENT);
    }
    return file.containsKey(name)
        ? new Value(key, file.get(name).trim(), Origin.FILE)
        : new Value(key, key.fallback(), Origin.DEFAULT);
  }

  private static String place(Key key, Origin origin) {
    return switch (origin) {
      case FLAG -> "the command line (" + key.flag() + ")";
      case ENVIRONMENT -> "the environment (" + key.variable() + ")";
      case FILE, DEFAULT -> "the configuration file";
    };
  }

  private void flatten(String prefix, JsonNode node, Path path) {
    node.forEachEntry(
        (name, value) -> {
          String full = prefix + name;
          if (value.isObject()) {
            flatten(full + ".", value, path);
          } else {
            file.put(known(full, full + " in " + path).name(), text(value));
          }
        });
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
        : value.asString();
  }

  private static Key known(String name, String shown) {
    return Keys.find(name)
        .orElseThrow(
            () ->
                new ConfigException(
                    "The key %s is not known; did you mean %s?"
                        .formatted(shown, Keys.nearest(name).name())));
  }

  private static String nearestVariable(String variable) {
    String name = variable.substring("HATO_".length()).toLowerCase(Locale.ROOT);
    return Keys.nearest(name.replace('_', '.')).variable();
  }
}
