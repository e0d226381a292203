package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.HttpStatusException;
import swarmdrive.webdav.http.PathCodec;
import swarmdrive.webdav.http.ResponseHead;

/**
 * PROPFIND of depth 0 and 1 (RFC 4918, 9.1): hrefs are encoded paths, nothing is kept in memory but
 * the list of children, and it begins to go out before the later ones are formatted.
 */
final class PropFindHandler extends DavHandler {
  private static final String TYPE = "application/xml; charset=utf-8";
  private static final byte[] BEGIN =
      Xml.bytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus xmlns:D=\"DAV:\">");
  private static final byte[] END = Xml.bytes("</D:multistatus>\n");
  private static final byte[] RESPONSE = Xml.bytes("<D:response><D:href>");
  private static final byte[] AFTER_HREF = Xml.bytes("</D:href>");
  private static final byte[] RESPONSE_END = Xml.bytes("</D:response>\n");
  private static final byte[] INFINITE =
      Xml.bytes(
          "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
              + "<D:error xmlns:D=\"DAV:\"><D:propfind-finite-depth/></D:error>\n");

  /** With more children than these the first response goes out at once. */
  private static final int MANY = 32;

  /** The last is what some of Microsoft's clients send: the children only. */
  private static final Set<String> DEPTHS = Set.of("0", "1", "1,noroot");

  private final TreeResources resources;

  PropFindHandler(TreeResources resources) {
    super("PROPFIND");
    this.resources = resources;
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
    List<DavNode> children = deep ? children(resource) : List.of();
    write(resource, !depth.endsWith("noroot"), children, wanted, response);
  }

  private static List<DavNode> children(NodeResource resource) throws IOException {
    return resource instanceof FolderResource folder ? folder.folder().children() : List.of();
  }

  private static void write(
      NodeResource resource,
      boolean withSelf,
      List<DavNode> children,
      PropFindRequest wanted,
      HttpResponse response)
      throws IOException {
    PropFindPlan ofFolders = new PropFindPlan(wanted, true);
    PropFindPlan ofFiles = new PropFindPlan(wanted, false);
    Xml xml = new Xml(response.stream(ResponseHead.of(207).with("Content-Type", TYPE)));
    boolean folder = resource instanceof FolderResource;
    String path = PathCodec.encode(resource.path(), folder);
    xml.raw(BEGIN);
    if (withSelf) {
      write(path, "", resource.node(), folder ? ofFolders : ofFiles, xml);
    }
    if (children.size() > MANY) {
      xml.flush();
    }
    for (DavNode child : children) {
      boolean isFolder = child instanceof DavFolder;
      String name = PathCodec.encode(child.name());
      write(path, isFolder ? name + "/" : name, child, isFolder ? ofFolders : ofFiles, xml);
    }
    xml.raw(END);
    xml.close();
  }

  private static void write(String path, String name, DavNode node, PropFindPlan plan, Xml xml)
      throws IOException {
    xml.raw(RESPONSE);
    xml.ascii(path);
    xml.ascii(name);
    xml.raw(AFTER_HREF);
    plan.write(node, xml);
    xml.raw(RESPONSE_END);
  }
}
