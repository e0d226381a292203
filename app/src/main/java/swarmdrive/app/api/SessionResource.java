package swarmdrive.app.api;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.Sessions;

/** {@code /session}: who is asking, and the cookie by which a browser is known from then on. */
final class SessionResource implements Resource {
  private static final String PATH = "/session";

  private final Sessions sessions;

  /**
   * Who is asking.
   *
   * @param user empty if there are no users
   * @param readOnly whether the user may change nothing
   */
  record SessionInfo(String user, boolean readOnly) {
    static SessionInfo of(Call call) {
      return call.exchange()
          .account()
          .map(account -> new SessionInfo(account.name(), account.readOnly()))
          .orElseGet(() -> new SessionInfo("", false));
    }
  }

  @Inject
  SessionResource(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("GET", PATH, call -> call.answer(SessionInfo.of(call))),
        Operation.of("POST", PATH, this::begin),
        Operation.of("DELETE", PATH, this::end));
  }

  private void begin(Call call) throws IOException {
    Map<String, String> cookie =
        call.exchange()
            .account()
            .map((Account account) -> Map.of("Set-Cookie", sessions.open(account)))
            .orElseGet(Map::of);
    call.answer(200, cookie, SessionInfo.of(call));
  }

  private void end(Call call) throws IOException {
    call.exchange()
        .respond(
            204,
            Map.of(
                "Cache-Control",
                "no-store",
                "Set-Cookie",
                sessions.close(call.exchange().header("Cookie").orElse(""))),
            new byte[0]);
  }
}
