package swarmdrive.app.api;

import java.util.List;

/** Some operations that belong together. */
@FunctionalInterface
interface Resource {
  List<Operation> operations();
}
