package swarmdrive.e2e;

import java.io.IOException;

/** A host of a {@link Lan}: programs started in it see nothing but its one address. */
record NetworkNamespace(String name, String address) {
  Program start(String program, Program.Command command) throws IOException {
    return Program.start(program, command.after("ip", "netns", "exec", name));
  }
}
