/**
 * What tests of the app share: torrents made in code, and an engine whose swarm is a table of
 * bytes. No mocks; the fakes count what is open, so that a test can say that nothing is.
 */
@NullMarked
package swarmdrive.app.testing;

import org.jspecify.annotations.NullMarked;
