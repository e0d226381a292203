package swarmdrive.webdav.dav;

import com.google.common.collect.ImmutableList;
import io.milton.http.Auth;
import io.milton.http.Request;
import io.milton.resource.PropFindableResource;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.DavNode;

/** An entry of the tree and where it was found. */
abstract sealed class NodeResource implements PropFindableResource
    permits FolderResource, FileResource {
  private final DavNode node;
  private final List<String> path;

  NodeResource(DavNode node, List<String> path) {
    this.node = node;
    this.path = path;
  }

  DavNode node() {
    return node;
  }

  /** Names from the server's root down to this. */
  List<String> path() {
    return path;
  }

  List<String> below(String name) {
    return ImmutableList.<String>builderWithExpectedSize(path.size() + 1)
        .addAll(path)
        .add(name)
        .build();
  }

  @Override
  public @Nullable String getUniqueId() {
    return null;
  }

  @Override
  public String getName() {
    return node.name();
  }

  @Override
  public Object authenticate(String user, String password) {
    return user;
  }

  @Override
  public boolean authorise(Request request, Request.Method method, Auth auth) {
    return !method.isWrite;
  }

  @Override
  public String getRealm() {
    return "swarmdrive";
  }

  @Override
  public Date getModifiedDate() {
    return Date.from(node.modified());
  }

  @Override
  public Date getCreateDate() {
    return getModifiedDate();
  }

  @Override
  public @Nullable String checkRedirect(Request request) {
    return null;
  }
}
