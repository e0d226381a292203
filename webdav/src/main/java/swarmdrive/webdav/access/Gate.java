package swarmdrive.webdav.access;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.webdav.AccessConfig;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.Accounts;
import swarmdrive.webdav.HttpEndpoint;
import swarmdrive.webdav.Sessions;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.RequestHandler;
import swarmdrive.webdav.http.ResponseHead;

/** Stands before everything that is served, the drive and the endpoints alike. Any thread. */
public final class Gate implements RequestHandler {
  private static final Logger log = LoggerFactory.getLogger(Gate.class);
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "PROPFIND");

  private final RequestHandler inside;
  private final Accounts accounts;
  private final Proxies proxies;
  private final HostNames hosts;
  private final Authentication authentication;
  private final Function<HttpRequest, HttpEndpoint.Visitors> visitors;

  /**
   * @param inside gets the requests that may pass
   * @param visitors whom a request may come from
   */
  public Gate(
      RequestHandler inside,
      Function<HttpRequest, HttpEndpoint.Visitors> visitors,
      Accounts accounts,
      Sessions sessions,
      AccessConfig config,
      InstantSource clock) {
    this.inside = inside;
    this.visitors = visitors;
    this.accounts = accounts;
    this.proxies = new Proxies(config.proxies());
    this.hosts = new HostNames(config.hosts());
    this.authentication = new Authentication(accounts, sessions, config.digest(), clock);
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response) throws IOException {
    Visit visit = proxies.visit(request);
    if (!hosts.know(visit.authority())) {
      throw new HttpStatusException(421, "This server is not known by that name: see http.hosts");
    }
    CrossSite.refuse(request, visit);
    HttpEndpoint.Visitors wanted = visitors.apply(request);
    if (!accounts.required()
        || wanted == HttpEndpoint.Visitors.EVERYBODY
        || admits(request, wanted, visit, response)) {
      inside.handle(request, response);
    }
  }

  /** Whether the client may go on; otherwise it was answered. */
  private boolean admits(
      HttpRequest request, HttpEndpoint.Visitors wanted, Visit visit, HttpResponse response)
      throws IOException {
    switch (authentication.ask(request, visit.client())) {
      case Authentication.Answer.Known(Account account) -> {
        if (wanted == HttpEndpoint.Visitors.WRITERS) {
          requireRight(account, request);
        }
        request.admit(account);
      }
      case Authentication.Answer.Unknown(boolean stale) -> {
        ResponseHead head = ResponseHead.of(401);
        challenges(request, stale).forEach(text -> head.with("WWW-Authenticate", text));
        response.answer(head, "401 Unauthorized");
        return false;
      }
      case Authentication.Answer.TooMany(Duration wait) -> {
        log.atDebug().addKeyValue("client", visit.client()).log("Too many wrong passwords");
        ResponseHead head = ResponseHead.of(429);
        head.with("Retry-After", Long.toString(wait.toSeconds() + 1));
        response.answer(head, "429 Too Many Requests: too many wrong passwords");
        return false;
      }
    }
    return true;
  }

  /** A page that asks for the password itself does not want the browser to ask, too. */
  private List<String> challenges(HttpRequest request, boolean stale) {
    return request.header("X-Requested-With") == null
        ? authentication.challenges(stale)
        : List.of("Session realm=\"" + Account.REALM + "\"");
  }

  private static void requireRight(Account account, HttpRequest request)
      throws HttpStatusException {
    if (account.readOnly() && !READING.contains(request.method())) {
      throw new HttpStatusException(403, "This user may only read");
    }
  }
}
