/**
 * A fake tree with faults placed at named moments, and a client that speaks HTTP byte by byte, for
 * the tests of all packages. The server in them is always the real one.
 */
@NullMarked
package swarmdrive.webdav;

import org.jspecify.annotations.NullMarked;
