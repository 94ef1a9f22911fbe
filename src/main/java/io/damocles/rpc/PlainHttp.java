package io.damocles.rpc;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One POST over a socket, as HTTP/1.0: the answer then comes in one piece and ends with the
 * connection.
 */
final class PlainHttp {
  private static final int LONGEST_LINE = 16_384;
  private static final String LENGTH_HEADER = "content-length:";

  private PlainHttp() {}

  /** The status line, and the body as it came. */
  record Answer(String status, byte[] body) {}

  static Answer post(
      Socket socket, String path, String host, Map<String, String> headers, byte[] body)
      throws IOException {
    var message = new ByteArrayOutputStream(body.length + 256);
    var head =
        "POST "
            + path
            + " HTTP/1.0\r\n"
            + "Host: "
            + host
            + "\r\n"
            + lines(headers)
            + "Content-Type: application/json\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    message.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    message.writeBytes(body);
    message.writeTo(socket.getOutputStream());
    return read(new BufferedInputStream(socket.getInputStream(), 65_536), host);
  }

  private static String lines(Map<String, String> headers) {
    var lines = new StringBuilder();
    headers.forEach((name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
    return lines.toString();
  }

  private static Answer read(InputStream in, String host) throws IOException {
    var status = line(in);
    if (!status.startsWith("HTTP/")) {
      throw new IOException(host + " does not speak HTTP");
    }
    long length = -1;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, LENGTH_HEADER, 0, LENGTH_HEADER.length())) {
        length = length(header.substring(LENGTH_HEADER.length()).strip(), host);
      }
    }
    byte[] body = length < 0 ? in.readAllBytes() : in.readNBytes((int) length);
    if (length > body.length) {
      throw new IOException(
          host + " broke its answer off after " + body.length + " of " + length + " bytes");
    }
    return new Answer(status.strip(), body);
  }

  private static long length(String value, String host) throws IOException {
    try {
      int length = Integer.parseInt(value);
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, as a negative one is.
    }
    throw new IOException(
        "%s sent Content-Length \"%s\", expected a number of bytes from 0 to %d"
            .formatted(host, value, Integer.MAX_VALUE));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a header line of more than " + LONGEST_LINE + " bytes");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
