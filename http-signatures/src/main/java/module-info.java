/** HTTP Message Signatures and the hardened HTTP client that carries them. */
module dev.hato.httpsig {
  requires static transitive org.jspecify;
  requires static com.amazon.corretto.crypto.provider;
  requires okhttp3;
  requires okio;
  requires org.bouncycastle.provider;
  requires org.slf4j;

  exports dev.hato.httpsig;
  exports dev.hato.httpsig.client;
}
