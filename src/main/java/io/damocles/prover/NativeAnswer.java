package io.damocles.prover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a native call answered, copied out of the library's memory. */
record NativeAnswer(JsonNode json, List<byte[]> blobs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Copies and frees a result.
   *
   * @throws NativeCallException if the call failed
   */
  static NativeAnswer take(WdpostLibrary library, Pointer result) throws NativeCallException {
    try {
      int status = library.resultStatus(result);
      if (status != 0) {
        throw NativeCallException.of(NativeStatus.of(status), error(library, result));
      }
      return new NativeAnswer(json(library, result), blobs(library, result));
    } finally {
      library.resultFree(result);
    }
  }

  byte[] blob() throws NativeCallException {
    if (blobs.isEmpty()) {
      throw new NativeCallException(NativeStatus.INTERNAL, "the native library gave no bytes");
    }
    return blobs.get(0);
  }

  private static String error(WdpostLibrary library, Pointer result) {
    var length = new LongByReference();
    return text(library.resultError(result, length), length.getValue());
  }

  private static JsonNode json(WdpostLibrary library, Pointer result) throws NativeCallException {
    var length = new LongByReference();
    var text = text(library.resultJson(result, length), length.getValue());
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new NativeCallException(NativeStatus.INTERNAL, "the native library's JSON: " + e);
    }
  }

  private static List<byte[]> blobs(WdpostLibrary library, Pointer result) {
    long count = library.resultBlobCount(result);
    var blobs = new ArrayList<byte[]>();
    for (long index = 0; index < count; index++) {
      var length = new LongByReference();
      blobs.add(bytes(library.resultBlob(result, index, length), length.getValue()));
    }
    return blobs;
  }

  private static String text(@Nullable Pointer pointer, long length) {
    return new String(bytes(pointer, length), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(@Nullable Pointer pointer, long length) {
    return pointer == null || length == 0
        ? new byte[0]
        : pointer.getByteArray(0, Math.toIntExact(length));
  }
}
