package swarmdrive.archive.iso;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import swarmdrive.archive.tree.RawName;

/** Names of ISO 9660 itself (7.5) and of Joliet. */
final class PlainNames implements Describer {
  private static final Pattern VERSION = Pattern.compile(";[0-9]{1,5}$");

  private final boolean joliet;

  PlainNames(boolean joliet) {
    this.joliet = joliet;
  }

  @Override
  public Described describe(IsoRecord record) {
    String name = decode(record.rawName());
    return Described.plainly(record.is(IsoRecord.DIRECTORY) ? name : withoutVersion(name), record);
  }

  private String decode(byte[] raw) {
    return joliet
        ? new String(raw, StandardCharsets.UTF_16BE)
        : RawName.utf8(raw).orElseGet(() -> new String(raw, StandardCharsets.ISO_8859_1));
  }

  /** {@code README.;1} is meant to be {@code README}. */
  private static String withoutVersion(String name) {
    String file = VERSION.matcher(name).replaceFirst("");
    return file.length() > 1 && file.endsWith(".") ? file.substring(0, file.length() - 1) : file;
  }
}
