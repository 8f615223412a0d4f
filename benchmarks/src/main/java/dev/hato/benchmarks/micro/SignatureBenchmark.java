package dev.hato.benchmarks.micro;

import dev.hato.benchmarks.load.Activities;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.RequestSigner;
import dev.hato.httpsig.SignableMessage;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.SignatureVerifier;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.Verification;
import dev.hato.httpsig.VerificationKey;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One delivery of 2 KB, signed and verified by draft-cavage with an RSA key of 2,048 bits. */
@State(Scope.Benchmark)
public class SignatureBenchmark {
  private static final String KEY_ID = "https://remote.example/users/bob#main-key";

  private final KeyPair keys = Keys.generateRsa(new SecureRandom());
  private final byte[] body = Activities.createNote("https://remote.example/users/bob", 1);
  private final RequestSigner signer =
      RequestSigner.of(SignatureFormat.CAVAGE_12, InstantSource.system());
  private final SigningKey signingKey = SigningKey.rsa(KEY_ID, keys.getPrivate());
  private final SignatureVerifier verifier =
      SignatureVerifier.newBuilder()
          .clock(InstantSource.system())
          .keys((id, _) -> key(id))
          .expectedHosts(Set.of("here.example"))
          .build();
  private final SignableMessage unsigned = message(Map.of());
  private final SignableMessage signed = message(sign());

  private KeyLookup key(String id) {
    return new KeyLookup.Found(
        new VerificationKey(
            id, "https://remote.example/users/bob", keys.getPublic(), KeyAlgorithm.RSA));
  }

  private static SignableMessage message(Map<String, String> headers) {
    Map<String, List<String>> all =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    return SignableMessage.of("POST", "https", "here.example", "/inbox", all);
  }

  /** Digest, signing string and signature. */
  @Benchmark
  public Map<String, String> sign() {
    return signer.sign(unsigned, body, signingKey);
  }

  /** Header, digest and signature, with the key at hand. */
  @Benchmark
  public Verification verify() {
    Verification verification = verifier.verify(signed, body);
    if (!(verification instanceof Verification.Verified)) {
      throw new IllegalStateException(verification.toString());
    }
    return verification;
  }
}
