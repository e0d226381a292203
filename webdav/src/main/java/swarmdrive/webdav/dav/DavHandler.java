package swarmdrive.webdav.dav;

import io.milton.http.Handler;
import io.milton.http.HttpManager;
import io.milton.http.Request;
import io.milton.http.Response;
import io.milton.resource.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpResponse;

/** A handler of ours in milton's place: reads and writes the HTTP side directly. */
abstract class DavHandler implements Handler {
  private final String[] methods;

  DavHandler(String... methods) {
    this.methods = methods;
  }

  @Override
  public final String[] getMethods() {
    return methods.clone();
  }

  @Override
  public final void process(HttpManager manager, Request request, Response response) {
    try {
      answer((MiltonRequest) request, ((MiltonResponse) response).http());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  abstract void answer(MiltonRequest request, HttpResponse response) throws IOException;

  @Override
  public boolean isCompatible(@Nullable Resource resource) {
    return resource instanceof NodeResource;
  }
}
