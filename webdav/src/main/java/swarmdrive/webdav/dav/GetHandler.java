package swarmdrive.webdav.dav;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.http.BodyPart;
import swarmdrive.webdav.http.HttpDate;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpResponse;
import swarmdrive.webdav.http.PathCodec;
import swarmdrive.webdav.http.ResponseHead;

/** GET and HEAD (RFC 9110, 9.3.1 and 14): files with ranges and conditions, folders as HTML. */
final class GetHandler extends DavHandler {
  /** Types that a browser would run as part of this site. */
  private static final Set<String> ACTIVE =
      Set.of("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml");

  private final TreeResources resources;

  private final int driveDepth;

  /**
   * @param driveDepth segments of the drive's own path
   */
  GetHandler(TreeResources resources, int driveDepth) {
    super("GET", "HEAD");
    this.driveDepth = driveDepth;
    this.resources = resources;
  }

  @Override
  void answer(MiltonRequest request, HttpResponse response) throws IOException {
    NodeResource resource = resources.require(request.getAbsolutePath());
    switch (resource) {
      case FileResource file -> file(file.file(), request.http(), response);
      case FolderResource folder -> folder(folder, request.http(), response);
    }
  }

  private void folder(FolderResource folder, HttpRequest request, HttpResponse response)
      throws IOException {
    String location = PathCodec.encode(folder.path(), true);
    if (request.target().folder()) {
      FolderPage.answer(folder, driveDepth, response);
    } else {
      response.answer(ResponseHead.of(301).with("Location", location), "See " + location);
    }
  }

  private static void file(DavFile file, HttpRequest request, HttpResponse response)
      throws IOException {
    Preconditions state = Preconditions.of(file.etag(), file.modified());
    int status = state.status(request);
    if (status != 200) {
      response.answer(validators(ResponseHead.of(status), state));
      return;
    }
    boolean ranged = !response.headOnly() && state.rangeCounts(request);
    RangeField field = RangeField.parse(ranged ? request.headers("Range") : null, file.size());
    switch (field) {
      case RangeField.Whole() -> whole(file, state, response);
      case RangeField.Parts(List<ByteRange> ranges) -> parts(file, state, ranges, response);
      case RangeField.Nothing() ->
          response.answer(
              ResponseHead.of(416).with("Content-Range", "bytes */" + file.size()),
              "416 Range Not Satisfiable");
    }
  }

  private static void whole(DavFile file, Preconditions state, HttpResponse response)
      throws IOException {
    ResponseHead head = head(200, file, file.contentType(), state);
    if (response.headOnly() || file.size() == 0) {
      response.answerHead(head, file.size());
    } else {
      response.send(head, file.open(), List.of(BodyPart.range(0, file.size())));
    }
  }

  private static void parts(
      DavFile file, Preconditions state, List<ByteRange> ranges, HttpResponse response)
      throws IOException {
    if (ranges.size() > 1) {
      MultipartRanges multipart = new MultipartRanges(ranges, file.contentType(), file.size());
      ResponseHead head = head(206, file, multipart.contentType(), state);
      response.send(head, file.open(), multipart.parts());
      return;
    }
    ByteRange range = ranges.getFirst();
    ResponseHead head =
        head(206, file, file.contentType(), state)
            .with("Content-Range", range.contentRange(file.size()));
    response.send(head, file.open(), List.of(BodyPart.range(range.from(), range.to())));
  }

  /**
   * @param type of the answer, which is not the file's where there are several parts
   */
  private static ResponseHead head(int status, DavFile file, String type, Preconditions state) {
    ResponseHead head =
        validators(ResponseHead.of(status), state)
            .with("Accept-Ranges", "bytes")
            .with("Content-Type", type)
            .with("X-Content-Type-Options", "nosniff");
    String own = file.contentType();
    int parameters = own.indexOf(';');
    String bare = parameters < 0 ? own : own.substring(0, parameters).strip();
    if (ACTIVE.contains(bare)) {
      // whoever made the torrent must not act with the rights of this server's pages
      head.with("Content-Security-Policy", "sandbox");
    }
    return head;
  }

  private static ResponseHead validators(ResponseHead head, Preconditions state) {
    return head.with("ETag", state.etag()).with("Last-Modified", HttpDate.format(state.modified()));
  }
}
