package io.damocles.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.config.spi.ConfigProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Lets vertx-config read TOML; found by it through {@code META-INF/services}. */
public final class TomlProcessor implements ConfigProcessor {
  static final String FORMAT = "toml";

  @Override
  public String name() {
    return FORMAT;
  }

  @Override
  public Future<JsonObject> process(Vertx vertx, JsonObject configuration, Buffer input) {
    try {
      return Future.succeededFuture(
          new JsonObject(TomlParser.plain(input.toString(StandardCharsets.UTF_8))));
    } catch (JsonProcessingException syntax) {
      return Future.failedFuture(syntax);
    }
  }
}
