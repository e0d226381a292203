/**
 * The drive from outside: the real {@code ./swarmdrive} process against real programs. Trackers and
 * peers are Debian's opentracker, transmission and libtorrent in network namespaces of their own;
 * readers are curl, rclone, davfs2, cadaver and Chromium. Everything that a test makes is a child
 * of the {@link swarmdrive.e2e.RunFolder}, is removed by its {@code close}, and is listed there so
 * that {@code ./verify} can remove what a killed run left behind.
 */
@NullMarked
package swarmdrive.e2e;

import org.jspecify.annotations.NullMarked;
