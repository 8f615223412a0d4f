package dev.hato.storage.media;

/** How far the preparation of an upload is. */
public enum Processing {
  PENDING,
  READY,
  FAILED
}
