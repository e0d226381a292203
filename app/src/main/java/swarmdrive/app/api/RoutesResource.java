package swarmdrive.app.api;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import swarmdrive.app.library.Library;

/** {@code /routes}: the folders of the library. */
final class RoutesResource implements Resource {
  private static final int MOST_DEPTH = 32;
  private static final int MOST = 100_000;

  private final Library library;
  private final Shelf shelf;

  /**
   * A folder.
   *
   * @param name segments separated by slashes; empty for the root
   * @param torrents directly in it, damaged ones included
   */
  record RouteInfo(String name, int torrents) {}

  @Inject
  RoutesResource(Library library, Shelf shelf) {
    this.library = library;
    this.shelf = shelf;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("GET", "/routes", this::list),
        Operation.of("POST", "/routes", this::make),
        Operation.of("DELETE", "/routes/{+route}", this::remove));
  }

  private void list(Call call) throws IOException {
    Paging paging = Paging.of(call);
    List<RouteInfo> routes = new ArrayList<>();
    Files.walkFileTree(
        library.root(),
        EnumSet.noneOf(java.nio.file.FileVisitOption.class),
        MOST_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            routes.add(info(folder));
            return routes.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    routes.sort(java.util.Comparator.comparing(RouteInfo::name));
    paging.answer(call, routes);
  }

  private RouteInfo info(Path folder) {
    return new RouteInfo(RoutePath.of(library.root(), folder), library.entries(folder).size());
  }

  private void make(Call call) throws IOException {
    String name = Addition.text(call.json(Set.of("name")), "name");
    if (name.isEmpty()) {
      throw ProblemException.badRequest("name is needed");
    }
    boolean created = shelf.makeRoute(name);
    call.answer(created ? 201 : 200, Map.of(), info(RoutePath.folder(library.root(), name)));
  }

  private void remove(Call call) throws IOException {
    shelf.removeRoute(call.variable("route"));
    call.done();
  }
}
