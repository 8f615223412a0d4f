import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs one fuzz target of compiled tests: java -cp TEST_CLASS_PATH build/Fuzz.java CLASS METHOD
 * CORPUS. The environment says JAZZER_FUZZ=1, system properties say how long. Exit code 1 when
 * something broke.
 *
 * <p>CORPUS is a file with an input in each line, in base64: all that reached something new in
 * earlier searches. This one goes on from it, and with FUZZ_KEEP=1 writes what it has learnt there.
 */
final class Fuzz {
  private Fuzz() {}

  public static void main(String[] args) throws Exception {
    Class<?> type = Class.forName(args[0]);
    Method target =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.getName().equals(args[1]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such target: " + args[1]));
    Path inputs = Path.of(".cifuzz-corpus", type.getName(), target.getName());
    Path corpus = Path.of(args[2]);
    unpack(corpus, inputs);
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectMethod(type, target)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.getFailures().forEach(failure -> failure.getException().printStackTrace());
    if ("1".equals(System.getenv("FUZZ_KEEP"))) {
      pack(inputs, corpus);
    }
    System.exit(summary.getTotalFailureCount() == 0 && summary.getTestsStartedCount() > 0 ? 0 : 1);
  }

  private static void unpack(Path corpus, Path inputs) throws Exception {
    Files.createDirectories(inputs);
    for (String line : Files.exists(corpus) ? Files.readAllLines(corpus) : List.<String>of()) {
      byte[] input = Base64.getDecoder().decode(line);
      byte[] name = MessageDigest.getInstance("SHA-1").digest(input); // as Jazzer names them
      Files.write(inputs.resolve(HexFormat.of().formatHex(name)), input);
    }
  }

  private static void pack(Path inputs, Path corpus) throws IOException {
    Files.createDirectories(corpus.getParent());
    try (Stream<Path> files = Files.list(inputs)) {
      Files.write(corpus, files.map(Fuzz::line).sorted().toList());
    }
  }

  private static String line(Path input) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(input));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
