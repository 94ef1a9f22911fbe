package io.damocles.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import io.damocles.config.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A {@link RunningDevnet} for the tests of other packages: one miner, f01000, with commitments. */
public final class HandDrivenDevnet implements AutoCloseable {
  private final RunningDevnet devnet;

  private HandDrivenDevnet(RunningDevnet devnet) {
    this.devnet = devnet;
  }

  /** With mainnet's 48 deadlines of 60 epochs of 30 s, and so many sectors, two in a partition. */
  public static HandDrivenDevnet start(Path folder, int sectors) throws IOException {
    var options =
        new DevnetOptions(
            folder,
            new ListenAddress("127.0.0.1", 0),
            Duration.ofSeconds(30),
            48,
            60,
            20,
            1,
            sectors,
            true,
            false,
            Duration.ZERO,
            folder);
    return new HandDrivenDevnet(RunningDevnet.start(folder, options));
  }

  /** {@code TOKEN:http://HOST:PORT}, as configuration files and FULLNODE_API_INFO have it. */
  public String apiInfo() throws IOException {
    String token = Files.readString(devnet.home.tokenFile()).strip();
    return token + ":http://" + devnet.address();
  }

  public void advance(int epochs) {
    devnet.advance(epochs);
  }

  /** Goes on to so many epochs after the next opening of that deadline; the height then. */
  public long advanceTo(long deadline, long after) {
    long height = open(deadline) + after;
    devnet.advance((int) (height - call("ChainHead").get("Height").longValue()));
    return height;
  }

  /** The epoch in which the deadline opens next, or opened if that is now. */
  public long open(long deadline) {
    JsonNode current = call("StateMinerProvingDeadline", RunningDevnet.MINER, List.of());
    long ahead = Math.floorMod(deadline - current.get("Index").longValue(), 48L);
    return current.get("Open").longValue() + 60 * ahead;
  }

  /** Calls a method of the node, or one of {@code Devnet.}; the result. */
  public JsonNode call(String method, Object... params) {
    return devnet.call(method, params);
  }

  @Override
  public void close() {
    devnet.close();
  }
}
