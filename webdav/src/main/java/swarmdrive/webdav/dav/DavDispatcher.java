package swarmdrive.webdav.dav;

import io.milton.http.FilterChain;
import io.milton.http.Handler;
import io.milton.http.HttpExtension;
import io.milton.http.HttpManager;
import io.milton.http.ProtocolHandlers;
import io.milton.http.Request;
import io.milton.http.Response;
import io.milton.http.exceptions.BadRequestException;
import io.milton.http.exceptions.ConflictException;
import io.milton.http.exceptions.NotAuthorizedException;
import io.milton.http.exceptions.NotFoundException;
import io.milton.http.http11.CustomPostHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavProperties;
import swarmdrive.webdav.DavWriter;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.RequestHandler;

/**
 * Hands requests to milton, which finds the handler for the method. Milton's manager is made by
 * hand rather than by its builder: that would load stock handlers, authentication, JSON and a
 * default user, none of which may exist here. Request's thread.
 */
public final class DavDispatcher implements RequestHandler {
  private final HttpManager manager;

  /**
   * @param drivePath names of the folders from the server's root to the drive
   * @param root of the tree
   */
  public DavDispatcher(
      List<String> drivePath,
      DavFolder root,
      DavWriter writer,
      DavProperties properties,
      InstantSource clock) {
    TreeResources resources = new TreeResources(PassageFolder.above(drivePath, root));
    LockTable locks = new LockTable(clock);
    Drive drive = new Drive(resources, drivePath.size(), writer, properties, locks);
    ProtocolHandlers handlers = new ProtocolHandlers(List.of(new DavExtension(drive)));
    manager =
        new HttpManager(
            resources, null, handlers, null, List.of(DavDispatcher::filter), null, List.of());
  }

  private record DavExtension(Drive drive) implements HttpExtension {
    @Override
    public Set<Handler> getHandlers() {
      return Set.of(
          new GetHandler(drive.resources(), drive.depth()),
          new PropFindHandler(drive),
          new OptionsHandler(drive.writable()),
          new PutHandler(drive),
          new DeleteHandler(drive),
          new MkcolHandler(drive),
          new CopyMoveHandler(drive),
          new PropPatchHandler(drive),
          new LockHandler(drive),
          new UnlockHandler(drive));
    }

    @Override
    public List<CustomPostHandler> getCustomPostHandlers() {
      return List.of();
    }
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response) throws IOException {
    Request.Method method = MiltonRequest.method(request.method());
    if (method == null) {
      throw new HttpStatusException(405, "The drive does not know this method");
    }
    try {
      manager.process(new MiltonRequest(request, method), new MiltonResponse(response));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The only filter: calls the method's handler. Milton's own would log and answer errors itself.
   */
  private static void filter(FilterChain chain, Request request, Response response) {
    HttpManager manager = chain.getHttpManager();
    Handler handler = manager.getMethodHandler(request.getMethod());
    try {
      if (handler == null) {
        throw new HttpStatusException(405, "The drive does not do this");
      }
      handler.process(manager, request, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NotAuthorizedException e) {
      throw refused(403, e);
    } catch (BadRequestException e) {
      throw refused(400, e);
    } catch (ConflictException e) {
      throw refused(409, e);
    } catch (NotFoundException e) {
      throw refused(404, e);
    }
  }

  private static UncheckedIOException refused(int status, Exception reason) {
    IOException refusal = new HttpStatusException(status, String.valueOf(reason.getMessage()));
    refusal.initCause(reason);
    return new UncheckedIOException(refusal);
  }
}
