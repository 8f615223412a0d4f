/** HTTP Message Signatures and the hardened HTTP client that carries them. */
module dev.hato.httpsig {
  requires static transitive org.jspecify;
  requires okhttp3;
  requires org.bouncycastle.provider;
  requires org.slf4j;
}
