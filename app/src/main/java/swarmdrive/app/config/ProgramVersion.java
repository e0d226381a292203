package swarmdrive.app.config;

/** The version that the build wrote into the jar. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** For instance {@code 0.1.0}; {@code development} outside of a jar. */
  public static String number() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version != null ? version : "development";
  }
}
