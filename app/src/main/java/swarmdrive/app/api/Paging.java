package swarmdrive.app.api;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a long list: {@code offset} and {@code limit} of the query say which; {@code
 * Total-Count} tells how many there are, {@code Link} (RFC 8288) where the next part is.
 */
record Paging(int offset, int limit) {
  static final int USUAL = 1_000;
  static final int MOST = 10_000;

  static Paging of(Call call) throws ProblemException {
    return new Paging(
        call.number("offset", 0, 0, Integer.MAX_VALUE), call.number("limit", USUAL, 1, MOST));
  }

  <T> void answer(Call call, List<T> all) throws IOException {
    int from = Math.min(offset, all.size());
    int to = (int) Math.min((long) from + limit, all.size());
    Map<String, String> headers = new HashMap<>();
    headers.put("Total-Count", Integer.toString(all.size()));
    if (to < all.size()) {
      headers.put("Link", "<?" + rest(call, to) + ">; rel=\"next\"");
    }
    call.answer(200, headers, all.subList(from, to));
  }

  /** The same query from another place on. */
  private String rest(Call call, int next) {
    StringBuilder query = new StringBuilder();
    for (String pair : call.exchange().query().split("&", -1)) {
      if (!pair.isEmpty() && !pair.startsWith("offset=") && !pair.startsWith("limit=")) {
        query.append(pair).append('&');
      }
    }
    return query + "offset=" + next + "&limit=" + limit;
  }
}
