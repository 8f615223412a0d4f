package dev.hato.storage.media;

/** What a client shows an attachment with. GIFV is a soundless looping video. */
public enum MediaType {
  IMAGE,
  GIFV,
  VIDEO,
  AUDIO,
  UNKNOWN
}
