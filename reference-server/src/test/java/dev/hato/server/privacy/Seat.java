package dev.hato.server.privacy;

/** From where the world is looked at: by whom, and for which kind of answer. */
record Seat(World world, Viewer viewer, Accept accept) {
  enum Accept {
    JSON("application/json"),
    HTML("text/html"),
    ACTIVITY(Wire.ACTIVITY);

    private final String header;

    Accept(String header) {
      this.header = header;
    }

    String header() {
      return header;
    }
  }

  /** Who looks where a token or a cookie counts. */
  Viewer byLogin() {
    return viewer.isLocal() && !world.suspended.contains(viewer) ? viewer : Viewer.ANONYMOUS;
  }

  /** Who looks where a signature counts. */
  Viewer bySignature() {
    return viewer.isRemote() ? viewer : Viewer.ANONYMOUS;
  }

  /** Whether the document of an address is asked for, and not its page. */
  boolean wantsDocument() {
    return accept != Accept.HTML;
  }
}
