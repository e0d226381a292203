package swarmdrive.app;

import picocli.CommandLine.IVersionProvider;
import swarmdrive.app.config.ProgramVersion;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"swarmdrive " + ProgramVersion.number()};
  }
}
