package swarmdrive.app;

import java.io.Console;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What a command shows while it works: on a terminal, and not in a pipe. */
final class Terminal {
  private static final int WIDTH = 78;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

  private Terminal() {}

  /** True if somebody is looking. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null in a pipe again
  static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** A bar over some bytes, on stderr; invisible in a pipe. */
  static ProgressBar progress(String task, long bytes) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(bytes)
        .setUnit(" MiB", 1 << 20)
        .showSpeed()
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setConsumer(new Bar())
        .build();
  }

  private static final class Bar extends ConsoleProgressBarConsumer {
    private final boolean visible = isInteractive();

    Bar() {
      super(System.err, WIDTH);
    }

    @Override
    public void accept(String line) {
      if (visible) {
        super.accept(line);
      }
    }

    @Override
    public void close() {
      if (visible) {
        super.close();
      }
    }
  }

  /** Text from strangers, such as a torrent's name, without what would steer the terminal. */
  static String printable(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
  }
}
