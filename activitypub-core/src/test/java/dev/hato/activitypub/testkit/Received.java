package dev.hato.activitypub.testkit;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.SignableMessage;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.Verification;
import java.nio.charset.StandardCharsets;

/**
 * A request that reached a {@link RemoteInstance}.
 *
 * @param message method, target and headers
 * @param body the bytes
 * @param verification what its signature is worth, checked with the key that its owner serves
 */
@SuppressWarnings("ArrayRecordComponent") // looked at by tests, never compared
public record Received(SignableMessage message, byte[] body, Verification verification) {
  /** The path, without the query. */
  public String path() {
    String target = message.requestTarget();
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Whether it is a delivery. */
  public boolean isPost() {
    return message.method().equals("POST");
  }

  /** In which format it is signed. */
  public SignatureFormat format() {
    return message.header("signature-input").isEmpty()
        ? SignatureFormat.CAVAGE_12
        : SignatureFormat.RFC_9421;
  }

  /** The owner of the key that signed it; fails the test when the signature is worth nothing. */
  public String signer() {
    if (verification instanceof Verification.Verified verified) {
      return verified.key().controller();
    }
    throw new AssertionError("not signed: " + verification);
  }

  /** The document in the body. */
  public ApObject document() {
    if (ApReader.standard().read(body) instanceof ReadResult.Read read) {
      return read.object();
    }
    throw new AssertionError("no document: " + new String(body, StandardCharsets.UTF_8));
  }
}
