package dev.hato.server;

/** Name and version of this software, as other servers and operators read them. */
public final class Version {
  public static final String NAME = "hato";

  private Version() {}

  /** The version of the jar; {@code development} for classes that are in none. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
