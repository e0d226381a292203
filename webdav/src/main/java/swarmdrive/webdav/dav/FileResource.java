package swarmdrive.webdav.dav;

import io.milton.http.Auth;
import io.milton.http.Range;
import io.milton.resource.GetableResource;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.DavFile;

/** A file as milton sees it. Its bytes are sent by {@link GetHandler}, not by milton. */
final class FileResource extends NodeResource implements GetableResource {
  private final DavFile file;

  FileResource(DavFile file, List<String> path) {
    super(file, path);
    this.file = file;
  }

  DavFile file() {
    return file;
  }

  @Override
  public void sendContent(
      OutputStream out, Range range, Map<String, String> params, String contentType) {
    throw new UnsupportedOperationException("Content is sent by GetHandler");
  }

  @Override
  public @Nullable Long getMaxAgeSeconds(Auth auth) {
    return null;
  }

  @Override
  public String getContentType(String accepts) {
    return file.contentType();
  }

  @Override
  public Long getContentLength() {
    return file.size();
  }
}
