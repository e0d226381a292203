/**
 * Dead properties: what WebDAV clients set on files and want back, such as the times that Windows
 * keeps. In memory, and in a log in the data folder.
 */
@NullMarked
package swarmdrive.app.property;

import org.jspecify.annotations.NullMarked;
