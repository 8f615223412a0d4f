package dev.hato.server.cli;

import dev.hato.server.Server;
import dev.hato.server.Surroundings;
import dev.hato.server.config.HatoConfig;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Runs the server in the foreground until the process is told to end. */
@Command(name = "serve", description = "start the server in the foreground")
final class ServeCommand extends HatoCommand {
  ServeCommand(Console console) {
    super(console);
  }

  @Override
  void run(HatoConfig config) throws Exception {
    Server server = Server.start(config, Surroundings.system());
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, closed), "stop"));
    if (!config.http().rateLimits()) {
      console().line("RATE LIMITS ARE OFF (http.rate-limits = false): not for a public server");
    }
    server.addresses().forEach(console()::line);
    server.notices().forEach(console()::line);
    closed.await();
  }

  /** An orderly stop is a success, also when a signal asked for it. */
  private void stop(Server server, CountDownLatch closed) {
    console().line("Hato stops");
    server.close();
    closed.countDown();
    Runtime.getRuntime().halt(0);
  }
}
