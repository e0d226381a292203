package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import swarmdrive.webdav.DavNode;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.PathCodec;
import swarmdrive.webdav.http.ResponseHead;

/**
 * PROPFIND of depth 0 and 1 (RFC 4918, 9.1): hrefs are encoded paths, nothing is kept in memory but
 * the list of children, and the folder's own entry goes out before they are looked at.
 */
final class PropFindHandler extends DavHandler {
  private static final String TYPE = "application/xml; charset=utf-8";
  private static final byte[] INFINITE =
      Xml.bytes(
          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
              + "<D:error xmlns:D=\"DAV:\"><D:propfind-finite-depth/></D:error>\n");

  /** Beyond so many children the answer goes out while it is made, not when it is whole. */
  private static final int MANY = 32;

  /** The last is what some of Microsoft's clients send: the children only. */
  private static final Set<String> DEPTHS = Set.of("0", "1", "1,noroot");

  private final TreeResources resources;
  private final NodeExtras extras;

  PropFindHandler(Drive drive) {
    super("PROPFIND");
    this.resources = drive.resources();
    this.extras = new NodeExtras(drive);
  }

  @Override
  void answer(MiltonRequest request, HttpResponse response) throws IOException {
    String field = request.http().header("Depth");
    String depth = field == null ? "infinity" : field.strip().toLowerCase(Locale.ROOT);
    if (depth.equals("infinity")) {
      response.answer(ResponseHead.of(403).with("Content-Type", TYPE), INFINITE);
      return;
    }
    if (!DEPTHS.contains(depth)) {
      throw new HttpStatusException(400, "Depth is 0, 1 or infinity");
    }
    boolean deep = depth.startsWith("1");
    PropFindRequest wanted = PropFindRequest.read(request.http());
    NodeResource resource = resources.require(request.getAbsolutePath());
    PropFindChildren children =
        deep && resource instanceof FolderResource folder
            ? PropFindChildren.of(folder.folder())
            : PropFindChildren.NONE;
    Economy economy = economy(request.http(), resource, children);
    PropFindAnswer answer =
        new PropFindAnswer(
            resource,
            !depth.endsWith("noroot"),
            children,
            new PropFindPlans(wanted, economy, extras));
    ResponseHead head = ResponseHead.of(207).with("Content-Type", TYPE);
    if (children.count() > MANY) {
      answer.stream(response.stream(head));
    } else {
      response.answer(head, answer.bytes());
    }
  }

  private static Economy economy(
      HttpRequest request, NodeResource resource, PropFindChildren children) throws IOException {
    Economy economy = Economy.of(request);
    if (!economy.measures() || children.count() <= MANY) {
      return economy;
    }
    long names = 0;
    for (DavNode child : children.list()) {
      names += PathCodec.encode(child.name()).length() + 1;
    }
    long before = PathCodec.encode(resource.path(), true).length();
    return economy.of(children.count(), children.count() * before + names);
  }
}
