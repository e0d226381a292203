/**
 * Encrypted members of zips: PKWARE's traditional encryption and WinZip's AES.
 *
 * <p>Each is a {@link swarmdrive.archive.ByteSource} over the member's own bytes, so that what is
 * behind it (nothing, or a deflate stream) stays as it is. AES in counter mode is read anywhere;
 * the traditional way depends on all bytes before, so its state is noted now and then. Sources:
 * APPNOTE.TXT 6.3.10 of PKWARE, section 6.1; "AES Encryption Information" of WinZip.
 */
@NullMarked
package swarmdrive.archive.zip.crypt;

import org.jspecify.annotations.NullMarked;
