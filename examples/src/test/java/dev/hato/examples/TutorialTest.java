package dev.hato.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.FediverseExtension;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Ref;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program of the tutorial, compiled and run as a process of its own. With Maven, from an empty
 * directory and against a whole server it runs in {@code interop/run tutorial}.
 */
@ExtendWith(FediverseExtension.class)
final class TutorialTest {
  @TempDir private Path folder;

  @Test
  void thePigeonIsFollowedAndSaysWhatIsTyped(RemoteInstance peer) throws Exception {
    compile("tutorial/Pigeon.java");
    String base = "http://localhost:" + freePort();
    Process process = start(base);
    try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        Writer input = process.outputWriter(UTF_8)) {
      assertThat(output.readLine()).startsWith("Follow @pigeon@localhost:");
      RemoteActor bob = peer.actor("bob");
      Iri pigeon = Iri.parse(base + "/users/pigeon");
      peer.post(bob, base + "/inbox", Follow.of(bob.id("follows/1"), bob.id(), pigeon));
      assertThat(peer.awaitDelivery().document()).isInstanceOf(Accept.class);
      assertThat(output.readLine()).isEqualTo(bob.id() + " follows");

      input.write("鳩 & <coo>\n");
      input.flush();
      Create create = (Create) peer.awaitDelivery().document();
      Note note = (Note) create.object().flatMap(Ref::embedded).orElseThrow();
      assertThat(note.content().value()).isEqualTo("<p>鳩 &amp; &lt;coo></p>");
      assertThat(note.isPublic()).isTrue();
      input.close();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends with its input").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private void compile(String file) {
    String path = System.getProperty("java.class.path");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", path, "-d", folder.toString(), file);
    assertThat(status).isZero();
  }

  private Process start(String base) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = folder + File.pathSeparator + System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-Dfile.encoding=UTF-8", "-cp", classes, "Pigeon", base)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      return socket.getLocalPort();
    }
  }
}
