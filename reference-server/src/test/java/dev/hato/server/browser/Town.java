package dev.hato.server.browser;

import dev.hato.server.Server;
import dev.hato.server.Surroundings;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.config.SettingsReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole server with an empty database on a free port, as an operator starts it. */
final class Town implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  private static final Pattern LINK = Pattern.compile("(/setup\\?token=\\S+)");

  private final Path data;
  private final Server server;

  Town() throws Exception {
    data = Files.createTempDirectory("hato-town-");
    Map<String, String> flags =
        Map.of(
            "http.port", Integer.toString(freePort()),
            "data-dir", data.toString(),
            "metrics.bind", "127.0.0.1:0",
            "http.rate-limits", "false",
            "registrations", "approval");
    server =
        Server.start(
            HatoConfig.of(new SettingsReader().flags(flags).read()), Surroundings.system());
  }

  /** The address of the front page without the slash, with the name that the server goes by. */
  String base() {
    return "http://localhost:" + server.port();
  }

  /** The path of the link that the operator reads at start. */
  String setUpLink() {
    Matcher link = LINK.matcher(String.join("\n", server.notices()));
    if (!link.find()) {
      throw new AssertionError("No set-up link in " + server.notices());
    }
    return link.group(1);
  }

  /** Makes the owner's account in this window, which is then logged in. */
  void settle(Window window, String username) {
    window
        .visit(setUpLink())
        .type("signup.username", username)
        .type("signup.email", username + "@mail.example")
        .type("login.password", PASSWORD)
        .press("setup.submit");
  }

  /** An application that this window's person allows to do everything. */
  Client trusted(Window window) throws Exception {
    Client app = Client.register(this, "Reader", Client.OUT_OF_BAND);
    window.visit(app.authorizePath(Client.OUT_OF_BAND, "")).press("authorize.approve");
    return app.withCode(window.page().locator("#oauth-code").innerText(), Client.OUT_OF_BAND);
  }

  /** The default domain carries the port, so that it has to be known before the start. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (var files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
