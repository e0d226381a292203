package swarmdrive.app;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import swarmdrive.app.config.WrongConfigException;
import swarmdrive.app.demo.Rehearsal;

/**
 * {@code rehearse}: the launcher runs it once after a build, so that the JVM writes its AOT cache.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Use the demo's drive once and end: trains the JVM's AOT cache.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RehearseCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException, WrongConfigException, InterruptedException {
    ListenOptions anyPort = new ListenOptions();
    anyPort.listen = "127.0.0.1:0";
    int answers = new Rehearsal(URI.create(DemoDrive.start(anyPort, new Shutdown()))).perform();
    System.out.println(answers + " answers");
    return 0;
  }
}
