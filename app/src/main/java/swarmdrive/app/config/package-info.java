/**
 * What the user wants, read once. {@code conf/swarmdrive.conf} is the list of all keys and their
 * defaults; a user's file, the environment and flags are laid over it; the result is one immutable
 * record for each room. Whatever is wrong stops the start with its place and what is allowed.
 */
@NullMarked
package swarmdrive.app.config;

import org.jspecify.annotations.NullMarked;
