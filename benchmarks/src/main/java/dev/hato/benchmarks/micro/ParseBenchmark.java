package dev.hato.benchmarks.micro;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.benchmarks.load.Activities;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A Create of a Note of 2 KB, read into a typed view. */
@State(Scope.Benchmark)
public class ParseBenchmark {
  private final ApReader reader = ApReader.standard();
  private final byte[] plain = Activities.createNote("https://remote.example/users/bob", 1);
  private final byte[] renamed =
      new String(plain, StandardCharsets.UTF_8)
          .replace("\"sensitive\": \"as:sensitive\"", "\"text\": \"as:content\"")
          .replace("\"content\":", "\"text\":")
          .getBytes(StandardCharsets.UTF_8);

  /** With a context that means what everybody means: no JSON-LD processing. */
  @Benchmark
  public ReadResult plain() {
    return read(plain);
  }

  /** With a term of its own for the content: goes through JSON-LD. */
  @Benchmark
  public ReadResult renamed() {
    return read(renamed);
  }

  private ReadResult read(byte[] document) {
    ReadResult result = reader.read(document);
    if (!(result instanceof ReadResult.Read)) {
      throw new IllegalStateException(result.toString());
    }
    return result;
  }
}
