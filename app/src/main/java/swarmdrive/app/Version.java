package swarmdrive.app;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"swarmdrive " + number()};
  }

  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version != null ? version : "development";
  }
}
