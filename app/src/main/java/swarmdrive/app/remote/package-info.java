/** A client of the HTTP API, for the commands that talk to a running server. */
@NullMarked
package swarmdrive.app.remote;

import org.jspecify.annotations.NullMarked;
