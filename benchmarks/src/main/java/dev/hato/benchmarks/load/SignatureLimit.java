package dev.hato.benchmarks.load;

import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.VerificationKey;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.KeyPair;
import java.security.SecureRandom;

/**
 * What RSA alone costs on this machine with the provider that we use: no delivery can be cheaper
 * than its signature, and processors differ by a factor of three.
 *
 * @param sign CPU milliseconds for a signature of 2,048 bits
 * @param verify the same for its verification
 */
record SignatureLimit(double sign, double verify) {
  private static final int ROUNDS = 3;

  static SignatureLimit measure() {
    KeyPair keys = Keys.generateRsa(new SecureRandom());
    SigningKey signing = SigningKey.rsa("https://example.com/users/a#main-key", keys.getPrivate());
    VerificationKey verifying =
        new VerificationKey(
            "https://example.com/users/a#main-key",
            "https://example.com/users/a",
            keys.getPublic(),
            KeyAlgorithm.RSA);
    byte[] data = new byte[300];
    byte[] signature = signing.sign(data);
    double sign = Double.MAX_VALUE;
    double verify = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      sign = Math.min(sign, each(1_000, () -> signing.sign(data)));
      verify =
          Math.min(verify, each(10_000, () -> requireTrue(verifying.verifies(data, signature))));
    }
    return new SignatureLimit(sign, verify);
  }

  private static double each(int times, Runnable work) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      work.run();
    }
    return (thread.getCurrentThreadCpuTime() - before) / 1e6 / times;
  }

  private static void requireTrue(boolean verified) {
    if (!verified) {
      throw new IllegalStateException("our own signature does not verify");
    }
  }
}
