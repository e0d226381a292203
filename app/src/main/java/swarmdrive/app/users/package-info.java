/**
 * The users of the server, in a file of lines that {@code swarmdrive user} writes and the running
 * server reads again when it changes. The only package that imports bcrypt.
 */
@NullMarked
package swarmdrive.app.users;

import org.jspecify.annotations.NullMarked;
