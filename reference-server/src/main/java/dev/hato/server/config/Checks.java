package dev.hato.server.config;

import dev.hato.server.config.HatoConfig.HostPort;
import dev.hato.server.workers.Queues;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns the text of a key into its type, or says which key is wrong, what was found and what is
 * expected.
 */
final class Checks {
  private final Settings settings;

  Checks(Settings settings) {
    this.settings = settings;
  }

  boolean bool(String name) {
    return oneOf(name, List.of("true", "false")).equals("true");
  }

  String oneOf(String name, List<String> allowed) {
    String text = settings.text(name).toLowerCase(Locale.ROOT);
    if (!allowed.contains(text)) {
      throw wrong(name, "write " + String.join(" or ", allowed));
    }
    return text;
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return Enum.valueOf(type, oneOf(name, names).toUpperCase(Locale.ROOT));
  }

  int port(String name) {
    return port(name, settings.text(name));
  }

  private int port(String name, String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
      throw wrong(name, "write a port from 0 to 65535");
    }
    return Integer.parseInt(text);
  }

  /** A host with an optional port, in lower case. */
  String authority(String name) {
    String text = settings.text(name).toLowerCase(Locale.ROOT);
    try {
      URI uri = new URI("http://" + text);
      if (uri.getHost() != null
          && text.equals(uri.getRawAuthority())
          && uri.getUserInfo() == null) {
        return text;
      }
    } catch (URISyntaxException e) {
      throw wrong(name, "write a host such as hato.example, in ASCII (xn--…), without a scheme");
    }
    throw wrong(name, "write a host such as hato.example, without scheme or path");
  }

  /** Addresses or blocks, separated by commas. */
  List<String> addresses(String name) {
    List<String> texts = list(name);
    for (String text : texts) {
      try {
        var _ = InetAddress.ofLiteral(text.replaceFirst("/[0-9]{1,3}$", ""));
      } catch (IllegalArgumentException e) {
        throw wrong(name, "write addresses or blocks such as 127.0.0.1, 10.0.0.0/8");
      }
    }
    return texts;
  }

  String jdbcUrl(String name) {
    String text = settings.text(name);
    if (!text.startsWith("jdbc:h2:") && !text.startsWith("jdbc:postgresql:")) {
      throw wrong(name, "write a URL such as jdbc:postgresql://localhost/hato");
    }
    if (text.contains("preferQueryMode=simple")) {
      throw wrong(name, "remove preferQueryMode=simple: it lets parameters become SQL");
    }
    return text;
  }

  /** Empty: off, or no PostgreSQL; by default the URL of the database. */
  Optional<String> listenUrl(String name, String database) {
    String text = settings.text(name).isEmpty() ? settings.text(database) : settings.text(name);
    if (text.equals("off") || text.startsWith("jdbc:h2:") && !settings.isSet(name)) {
      return Optional.empty();
    }
    if (!text.startsWith("jdbc:postgresql:")) {
      throw wrong(name, "write the URL of the PostgreSQL server itself, or off");
    }
    return Optional.of(text);
  }

  /** {@code default=8,deliver=32}. */
  Map<String, Integer> queues(String name) {
    Map<String, Integer> queues = new LinkedHashMap<>();
    for (String text : list(name)) {
      if (!text.matches("[a-z]+=[1-9][0-9]{0,3}")) {
        throw wrong(name, "write queues with their concurrency such as default=8,deliver=32");
      }
      String queue = text.substring(0, text.indexOf('='));
      if (!Queues.isKnown(queue)) {
        throw wrong(name, "the queues are " + String.join(", ", Queues.with(Map.of()).keySet()));
      }
      queues.put(queue, Integer.valueOf(text.substring(text.indexOf('=') + 1)));
    }
    return Map.copyOf(queues);
  }

  Optional<HostPort> hostPort(String name) {
    String text = settings.text(name);
    int colon = text.lastIndexOf(':');
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (colon <= 0) {
      throw wrong(name, "write an address such as 127.0.0.1:9090, or nothing");
    }
    return Optional.of(
        new HostPort(text.substring(0, colon), port(name, text.substring(colon + 1))));
  }

  Optional<Path> file(String name) {
    if (!settings.isSet(name)) {
      return Optional.empty();
    }
    Path path = Path.of(settings.text(name));
    if (!Files.isReadable(path)) {
      throw wrong(name, "write the path of a file that can be read");
    }
    return Optional.of(path);
  }

  private List<String> list(String name) {
    return Arrays.stream(settings.text(name).split(","))
        .map(String::trim)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }

  private ConfigException wrong(String name, String instead) {
    Settings.Value value = settings.value(name);
    return new ConfigException(
        "%s is \"%s\" (from %s): %s."
            .formatted(
                name, value.shown(), value.origin().name().toLowerCase(Locale.ROOT), instead));
  }
}
