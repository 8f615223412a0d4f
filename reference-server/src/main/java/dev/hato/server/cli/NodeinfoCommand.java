package dev.hato.server.cli;

import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.nodeinfo.NodeInfo;
import dev.hato.nodeinfo.NodeInfoClient;
import dev.hato.nodeinfo.NodeInfoResult;
import dev.hato.server.Version;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.federation.FederationFeature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Asks a host which software runs there and how large it is. */
@Command(name = "nodeinfo", description = "ask a host which software runs there")
final class NodeinfoCommand extends HatoCommand {
  @Parameters(paramLabel = "HOST", description = "example.com")
  private String host = "";

  NodeinfoCommand(Console console) {
    super(console);
  }

  @Override
  void run(HatoConfig config) {
    HatoConfig.Federation policy = config.policy().federation();
    try (SafeHttpClient http =
        FederationFeature.client(policy, Version.NAME, new WireReport(console().err()))) {
      NodeInfoClient client =
          policy.allowHttp() ? NodeInfoClient.allowingHttp(http) : NodeInfoClient.over(http);
      switch (client.fetch(host)) {
        case NodeInfoResult.Found found -> explain(found.info());
        case NodeInfoResult.Absent absent ->
            throw new CommandFailure(host + " has no usable NodeInfo: " + absent.reason());
        case NodeInfoResult.Unreachable unreachable ->
            throw new CommandFailure(host + " cannot be reached now: " + unreachable.detail());
      }
    }
  }

  private void explain(NodeInfo info) {
    console().line("software   %s %s".formatted(info.software().name(), info.software().version()));
    console().line("protocols  " + String.join(", ", info.protocols()));
    console().line("sign-up    " + (info.openRegistrations() ? "open" : "closed"));
    console()
        .line(
            "size       %d users (%d active this month), %d posts"
                .formatted(
                    info.usage().users(), info.usage().activeMonth(), info.usage().localPosts()));
  }
}
