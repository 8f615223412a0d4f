package dev.hato.httpsig.client;

import java.io.IOException;
import java.util.List;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Source;

/**
 * Reads an answer's body into memory and stops at a limit of bytes after decompression, or when
 * they are more than 20 times the bytes that came (J31). Small answers may be denser.
 */
final class BodyLimit {
  private static final int MAX_RATIO = 20;
  private static final int RATIO_COUNTS_FROM = 64 * 1024;
  private static final int STEP = 8192;

  private BodyLimit() {}

  static byte[] read(Response response, int maxBytes) throws IOException {
    BufferedSource source = response.body().source();
    if (response.request().method().equals("HEAD") || source.exhausted()) {
      return new byte[0];
    }
    long declared = response.body().contentLength();
    if (declared > maxBytes) {
      throw tooLarge("The answer has " + declared + " bytes, taken are " + maxBytes);
    }
    Counting arrived = new Counting(source);
    Buffer read = new Buffer();
    try (Source content = isGzip(response) ? new GzipSource(arrived) : arrived) {
      while (content.read(read, STEP) != -1) {
        if (read.size() > maxBytes) {
          throw tooLarge("The answer has more than " + maxBytes + " bytes");
        }
        if (read.size() > RATIO_COUNTS_FROM && read.size() > arrived.bytes * MAX_RATIO) {
          throw tooLarge(arrived.bytes + " bytes became " + read.size() + " when decompressed");
        }
      }
    }
    return read.readByteArray();
  }

  private static boolean isGzip(Response response) throws RefusedException {
    List<String> encodings = response.headers("Content-Encoding");
    if (encodings.isEmpty() || encodings.equals(List.of("identity"))) {
      return false;
    }
    if (encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("gzip")) {
      return true;
    }
    throw new RefusedException(
        FailureReason.IO, "The answer has the encoding " + encodings + ", asked was for gzip");
  }

  private static RefusedException tooLarge(String detail) {
    return new RefusedException(FailureReason.TOO_LARGE, detail);
  }

  private static final class Counting extends ForwardingSource {
    private long bytes;

    Counting(Source source) {
      super(source);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long count = super.read(sink, byteCount);
      bytes += Math.max(count, 0);
      return count;
    }
  }
}
