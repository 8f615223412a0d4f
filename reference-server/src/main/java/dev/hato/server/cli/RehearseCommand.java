package dev.hato.server.cli;

import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.server.Server;
import dev.hato.server.Surroundings;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.config.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Starts a server on data of its own and stops it again: the training run from which the launcher
 * makes its cache of loaded classes.
 */
@Command(name = "rehearse", hidden = true, description = "start and stop on data of its own")
final class RehearseCommand implements Callable<Integer> {
  private static final List<String> PATHS =
      List.of("/", "/health", "/api/v2/instance", "/api/v1/timelines/public", "/nodeinfo/2.0");

  @Parameters(paramLabel = "FOLDER", description = "where the data of the rehearsal goes")
  private Path folder = Path.of("rehearsal");

  @Override
  public Integer call() throws Exception {
    Map<String, String> flags =
        Map.of(
            "domain", "rehearsal.localhost",
            "http.port", "0",
            "metrics.bind", "127.0.0.1:0",
            "federation.enabled", "false",
            "data-dir", folder.toString());
    HatoConfig config = HatoConfig.of(new SettingsReader().flags(flags).read());
    try (Server server = Server.start(config, Surroundings.system());
        SafeHttpClient client =
            SafeHttpClient.newBuilder().addressPolicy(AddressPolicy.ANY).allowHttp(true).build()) {
      for (String path : PATHS) {
        client.send(SafeRequest.get("http://127.0.0.1:" + server.port() + path).build());
      }
    }
    return CommandLine.ExitCode.OK;
  }
}
