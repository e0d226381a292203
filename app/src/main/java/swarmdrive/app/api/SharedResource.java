package swarmdrive.app.api;

import jakarta.inject.Inject;
import java.util.List;
import swarmdrive.app.shared.SharedFolders;

/** {@code /shared}: what became of the shared folders. The configuration says which there are. */
final class SharedResource implements Resource {
  private final SharedFolders folders;

  @Inject
  SharedResource(SharedFolders folders) {
    this.folders = folders;
  }

  @Override
  public List<Operation> operations() {
    return List.of(Operation.of("GET", "/shared", call -> call.answer(folders.shares())));
  }
}
