package swarmdrive.app.api;

import java.io.IOException;

/** Answers calls of one operation. Runs on the request's virtual thread. */
@FunctionalInterface
interface Action {
  /**
   * Answers.
   *
   * @throws ProblemException what the client is told instead
   * @throws IOException if the client went, or the disk failed: 500
   */
  void answer(Call call) throws IOException;
}
