/**
 * The web UI: one page at the server's root, its modules and style below {@code /ui/}, and the two
 * libraries that they load. All of it is public; what it shows comes from the API and the drive,
 * which ask for a password where there are users.
 */
@NullMarked
package swarmdrive.app.ui;

import org.jspecify.annotations.NullMarked;
