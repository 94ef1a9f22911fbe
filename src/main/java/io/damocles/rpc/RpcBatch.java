package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An array of requests in one body. */
final class RpcBatch {
  private RpcBatch() {}

  /** Whether the first character that is not white space opens an array. */
  static boolean is(byte[] body) {
    for (byte character : body) {
      if (character > ' ' || character < 0) {
        return character == '[';
      }
    }
    return false;
  }

  /**
   * The requests, each as its own bytes.
   *
   * @throws IOException if the array is no JSON, or holds something else than objects
   */
  static List<byte[]> split(JsonFactory json, byte[] body) throws IOException {
    List<byte[]> requests = new ArrayList<>();
    try (JsonParser parser = json.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw new IOException("a batch holds something else than requests");
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        requests.add(
            Arrays.copyOfRange(body, start, (int) parser.currentLocation().getByteOffset()));
      }
    }
    return requests;
  }
}
