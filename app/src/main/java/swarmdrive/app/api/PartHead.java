package swarmdrive.app.api;

import java.nio.charset.StandardCharsets;
import org.apache.commons.fileupload.ParameterParser;

/** The head of one part of a form. */
final class PartHead {
  private static final String DISPOSITION = "content-disposition:";

  private PartHead() {}

  /**
   * The field's name; empty if there is none.
   *
   * @param head lines as {@code MultipartStream} gives them
   */
  static String name(String head) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
        .map(line -> parameter(line.substring(DISPOSITION.length()), "name"))
        .findFirst()
        .orElse("");
  }

  /** A parameter of a field such as {@code form-data; name="torrent"}. */
  static String parameter(String field, String name) {
    ParameterParser parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    String value = parser.parse(field, new char[] {';', ','}).get(name);
    return value == null
        ? ""
        : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
