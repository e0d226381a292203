package swarmdrive.webdav.access;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.webdav.AccessConfig;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.Accounts;
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

  /**
   * @param inside gets the requests that may pass
   */
  public Gate(RequestHandler inside, Accounts accounts, AccessConfig config, InstantSource clock) {
    this.inside = inside;
    this.accounts = accounts;
    this.proxies = new Proxies(config.proxies());
    this.hosts = new HostNames(config.hosts());
    this.authentication = new Authentication(accounts, config.digest(), clock);
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response) throws IOException {
    Visit visit = proxies.visit(request);
    if (!hosts.know(visit.authority())) {
      throw new HttpStatusException(421, "This server is not known by that name: see http.hosts");
    }
    CrossSite.refuse(request, visit);
    if (!accounts.required() || admits(request, visit, response)) {
      inside.handle(request, response);
    }
  }

  /** Whether the client may go on; otherwise it was answered. */
  private boolean admits(HttpRequest request, Visit visit, HttpResponse response)
      throws IOException {
    switch (authentication.ask(request, visit.client())) {
      case Authentication.Answer.Known(Account account) -> requireRight(account, request);
      case Authentication.Answer.Unknown(boolean stale) -> {
        ResponseHead head = ResponseHead.of(401);
        authentication.challenges(stale).forEach(text -> head.with("WWW-Authenticate", text));
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

  private static void requireRight(Account account, HttpRequest request)
      throws HttpStatusException {
    if (account.readOnly() && !READING.contains(request.method())) {
      throw new HttpStatusException(403, "This user may only read");
    }
  }
}
