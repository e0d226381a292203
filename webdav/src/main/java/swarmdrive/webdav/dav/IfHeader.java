package swarmdrive.webdav.dav;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * An If field (RFC 4918, 10.4): lists of conditions, one of which has to be true.
 *
 * @param lists in order
 */
record IfHeader(List<Conditions> lists) {
  /**
   * Conditions that have to be true together.
   *
   * @param tag the resource that they are about, as sent; null for the request's own
   */
  record Conditions(@Nullable String tag, List<Condition> all) {}

  /**
   * One condition.
   *
   * @param state a state token, or an entity tag with its quotes
   */
  record Condition(boolean negated, boolean isTag, String state) {}

  static final IfHeader NONE = new IfHeader(List.of());

  /**
   * Reads a field.
   *
   * @throws HttpStatusException 400 if it is not one
   */
  static IfHeader parse(@Nullable String field) throws HttpStatusException {
    return field == null ? NONE : new IfHeader(new Scanner(field).lists());
  }

  /** Whether a list is true; so is a field that was not sent. */
  boolean holds(BiPredicate<@Nullable String, Condition> isTrue) {
    return lists.isEmpty()
        || lists.stream()
            .anyMatch(
                list ->
                    list.all.stream().allMatch(one -> isTrue.test(list.tag, one) != one.negated));
  }

  /** Every token that the client shows, whatever it says of it. */
  Set<String> tokens() {
    Set<String> tokens = new HashSet<>();
    for (Conditions list : lists) {
      for (Condition one : list.all) {
        if (!one.isTag) {
          tokens.add(one.state);
        }
      }
    }
    return tokens;
  }

  /** Reads the field from left to right. */
  private static final class Scanner {
    private final String field;
    private int position;

    Scanner(String field) {
      this.field = field;
    }

    List<Conditions> lists() throws HttpStatusException {
      List<Conditions> lists = new ArrayList<>();
      String tag = null;
      boolean tagged = peek() == '<';
      boolean used = true;
      while (peek() != 0) {
        if (peek() == '<') {
          require(tagged && used);
          tag = upTo('>');
          used = false;
        } else {
          lists.add(new Conditions(tag, conditions()));
          used = true;
        }
      }
      require(used && !lists.isEmpty());
      return lists;
    }

    private List<Condition> conditions() throws HttpStatusException {
      require(peek() == '(');
      position++;
      List<Condition> all = new ArrayList<>();
      while (peek() != ')') {
        all.add(condition());
      }
      position++;
      require(!all.isEmpty());
      return all;
    }

    private Condition condition() throws HttpStatusException {
      boolean negated = field.regionMatches(true, position, "Not", 0, 3);
      if (negated) {
        position += 3;
      }
      char begin = peek();
      require(begin == '<' || begin == '[');
      String state = upTo(begin == '<' ? '>' : ']');
      return new Condition(negated, begin == '[', state);
    }

    /** What is between the character here and the next one of that kind. */
    private String upTo(char end) throws HttpStatusException {
      int close = field.indexOf(end, position + 1);
      require(close > position + 1);
      String between = field.substring(position + 1, close);
      position = close + 1;
      return between.strip();
    }

    /** The next character that is no blank; 0 at the end. */
    private char peek() {
      while (position < field.length()
          && (field.charAt(position) == ' ' || field.charAt(position) == '\t')) {
        position++;
      }
      return position < field.length() ? field.charAt(position) : 0;
    }

    private static void require(boolean right) throws HttpStatusException {
      if (!right) {
        throw new HttpStatusException(400, "The If field cannot be read");
      }
    }
  }
}
