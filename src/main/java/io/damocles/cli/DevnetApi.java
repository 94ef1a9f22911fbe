package io.damocles.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.damocles.config.ListenAddress;
import io.damocles.config.UserPath;
import io.damocles.rpc.BlockingRpcClient;
import io.damocles.rpc.Endpoint;
import io.damocles.rpc.RpcException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Finds a running devnet and calls it: the options {@code --home} and {@code --url}. */
final class DevnetApi {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Home of the running devnet; it says where that listens.")
  private @Nullable String home;

  @Option(
      names = "--url",
      paramLabel = "HOST:PORT",
      description = "Where the running devnet listens, instead of --home.")
  private @Nullable String url;

  /** The result's JSON, null included. */
  String call(String method, BlockingRpcClient.ParamsWriter params) {
    ListenAddress address = address();
    try {
      return new BlockingRpcClient(
              new Endpoint(address.host(), address.port(), false, "/rpc/devnet"),
              Map.of(),
              "devnet",
              TIMEOUT)
          .call("Devnet." + method, params, DevnetApi::text);
    } catch (RpcException error) {
      throw new CommandFailure(String.valueOf(error.getMessage()), error);
    } catch (IOException noAnswer) {
      throw new CommandFailure(
          "the devnet at %s does not answer: %s".formatted(address, noAnswer.getMessage()),
          noAnswer);
    }
  }

  private ListenAddress address() {
    try {
      if (url != null) {
        return ListenAddress.parse(url.replaceFirst("^(http|ws)://", "").replaceFirst("/.*", ""));
      }
      if (home == null) {
        throw new UsageFailure("which devnet? give --home DIR or --url HOST:PORT");
      }
      Path file = UserPath.parse(home).resolve("address");
      return ListenAddress.parse(Files.readString(file).strip()).reachable();
    } catch (IllegalArgumentException notAnAddress) {
      throw new UsageFailure(String.valueOf(notAnAddress.getMessage()));
    } catch (IOException missing) {
      throw new CommandFailure(
          "no devnet was started in %s: %s".formatted(home, missing.getMessage()), missing);
    }
  }

  private static String text(JsonParser in) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.copyCurrentStructure(in);
    }
    return text.toString();
  }
}
