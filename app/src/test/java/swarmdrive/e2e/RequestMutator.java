package swarmdrive.e2e;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes requests that are nearly right: sound ones of every method, with parts exchanged, repeated,
 * cut, swollen or damaged. The same seed makes the same requests.
 */
final class RequestMutator {
  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "OPTIONS",
          "PROPFIND",
          "PROPPATCH",
          "PUT",
          "DELETE",
          "MKCOL",
          "COPY",
          "MOVE",
          "LOCK",
          "UNLOCK",
          "POST",
          "PATCH",
          "TRACE",
          "CONNECT",
          "get",
          "X",
          "");

  private static final List<String> PATHS =
      List.of(
          "/",
          "/dav/",
          "/dav/file",
          "/dav/folder/",
          "/dav/folder/deep",
          "/dav/nothing",
          "*",
          "/api/v1/status",
          "/api/v1/torrents",
          "/healthz",
          "/dav/../users",
          "/dav/%2e%2e/users",
          "/dav/..%2fusers",
          "/dav/%5c..%5cusers",
          "//dav//file",
          "/dav/file/",
          "/DavWWWRoot/dav",
          "http://localhost/dav/file",
          "/dav/%",
          "/dav/%00",
          "/dav/%c0%ae",
          "/dav/é",
          "/dav/a?b=c",
          "/dav/NUL",
          "/dav/._file",
          "/dav/file::$DATA",
          "/dav/" + "a/".repeat(500));

  private static final List<String> SOUND_PATHS =
      List.of("/", "/dav/", "/dav/file", "/dav/folder/", "/dav/new", "/api/v1/status");

  private static final List<String> FIELDS =
      List.of(
          "Depth: 0",
          "Depth: 1",
          "Depth: infinity",
          "Depth: -1",
          "Range: bytes=0-9",
          "Range: bytes=0-0,5-,-3,7-9",
          "Range: bytes=9-1",
          "If-Range: \"x\"",
          "If-Match: *",
          "If-None-Match: *",
          "If-None-Match: \"a\", W/\"b\"",
          "If: (<urn:uuid:1>)",
          "If: </dav/file> (Not <DAV:no-lock> [\"x\"])",
          "If: ((((",
          "Overwrite: F",
          "Overwrite: T",
          "Destination: /dav/new",
          "Destination: http://localhost/dav/folder/new",
          "Destination: http://other/dav/x",
          "Destination: /dav/../../x",
          "Destination: %",
          "Lock-Token: <urn:uuid:1>",
          "Timeout: Second-1",
          "Timeout: Infinite, Second-99999999999",
          "Expect: 100-continue",
          "Expect: x",
          "Connection: close",
          "Connection: keep-alive, x",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip, chunked",
          "Content-Length: 5",
          "Content-Length: 99999999999999999999",
          "Content-Length: -1",
          "Content-Type: text/xml",
          "Authorization: Digest username=\"a\", nc=",
          "Authorization: Basic ====",
          "Accept-Encoding: gzip;q=0.5",
          "Origin: null",
          "Host: other",
          "X: " + "y".repeat(3000),
          "User-Agent: Microsoft-WebDAV-MiniRedir/10.0",
          "Translate: f",
          "X-Forwarded-For: x");

  private static final List<String> BODIES =
      List.of(
          "",
          "hello",
          "<propfind xmlns='DAV:'><allprop/></propfind>",
          "<propfind xmlns='DAV:'><prop><getetag/><x xmlns='urn:x'/></prop></propfind>",
          "<propertyupdate xmlns='DAV:'><set><prop><x xmlns='urn:x'>1</x></prop></set>"
              + "</propertyupdate>",
          "<lockinfo xmlns='DAV:'><lockscope><exclusive/></lockscope><locktype><write/></locktype>"
              + "<owner>me</owner></lockinfo>",
          "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><propfind xmlns='DAV:'>&b;"
              + "</propfind>",
          "<?xml version='1.0' encoding='utf-16'?><propfind xmlns='DAV:'><propname/></propfind>",
          "<a>".repeat(3000),
          "<propfind xmlns='DAV:'><prop>" + "<x/>".repeat(2000) + "</prop></propfind>",
          "5\r\nhello\r\n0\r\n\r\n",
          "ffffffffffffffff\r\nx");

  private final SplittableRandom random;

  RequestMutator(long seed) {
    random = new SplittableRandom(seed);
  }

  /** One to three requests, as they would be sent. */
  byte[] next() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(request());
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    return random.nextInt(3) == 0 ? damaged(bytes) : bytes;
  }

  private String request() {
    String body = any(BODIES);
    StringBuilder text = new StringBuilder();
    String method = any(METHODS);
    text.append(method).append(' ').append(any(random.nextBoolean() ? SOUND_PATHS : PATHS));
    text.append(random.nextInt(20) == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    if (random.nextInt(20) > 0) {
      text.append("Host: localhost\r\n");
    }
    if (method.equals("PROPFIND") && random.nextBoolean()) {
      text.append("Depth: 1\r\n");
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(any(FIELDS)).append("\r\n");
    }
    if (!body.isEmpty() && random.nextInt(10) > 0) {
      text.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }

  private byte[] damaged(byte[] bytes) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(8); i >= 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return random.nextBoolean()
        ? damaged
        : java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
