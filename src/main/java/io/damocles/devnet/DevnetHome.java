package io.damocles.devnet;

import io.damocles.devnet.api.Tokens;
import io.damocles.rpc.RpcPermission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The folder of a development chain: its state, secrets, address and stores.
 *
 * @param folder exists
 * @param tokens made with the home's secret
 * @param seed 32 bytes from which keys and tickets are drawn
 */
record DevnetHome(Path folder, Tokens tokens, byte[] seed) {
  private static final int SECRET_BYTES = 32;
  private static final List<String> STORES = List.of("store1", "store2");

  /** Makes what is missing. */
  static DevnetHome open(Path folder) {
    try {
      Tokens tokens = new Tokens(secret(folder.resolve("jwt-secret")));
      write(folder.resolve("token"), tokens.make(RpcPermission.all()));
      return new DevnetHome(folder, tokens, secret(folder.resolve("seed")));
    } catch (IOException e) {
      throw new DevnetException("home %s: %s".formatted(folder, e), e);
    } catch (IllegalArgumentException notASecret) {
      throw new DevnetException(
          "home %s: %s".formatted(folder, notASecret.getMessage()), notASecret);
    }
  }

  /** Where the chain is kept. */
  Path chain() {
    return folder.resolve("chain.db");
  }

  Path tokenFile() {
    return folder.resolve("token");
  }

  /** The stores in which the sectors take turns. */
  List<Path> stores() {
    return STORES.stream().map(name -> folder.resolve("stores").resolve(name)).toList();
  }

  /** Tells those who look for this devnet where it listens. */
  void tellAddress(String address) {
    try {
      write(addressFile(folder), address + "\n");
    } catch (IOException e) {
      throw new DevnetException("home %s: %s".formatted(folder, e), e);
    }
  }

  /** Nobody listens any more. */
  void forgetAddress() {
    try {
      Files.deleteIfExists(addressFile(folder));
    } catch (IOException e) {
      throw new DevnetException("home %s: %s".formatted(folder, e), e);
    }
  }

  /** The file that holds {@code host:port} while the devnet runs. */
  static Path addressFile(Path home) {
    return home.resolve("address");
  }

  private static byte[] secret(Path file) throws IOException {
    if (Files.exists(file)) {
      return stored(file);
    }
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    write(file, HexFormat.of().formatHex(secret) + "\n");
    return secret;
  }

  private static byte[] stored(Path file) throws IOException {
    byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
    if (secret.length != SECRET_BYTES) {
      throw new IllegalArgumentException(
          "%s has %d bytes, expected %d in hexadecimal"
              .formatted(file.getFileName(), secret.length, SECRET_BYTES));
    }
    return secret;
  }

  private static void write(Path file, String text) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(whole);
    Files.createFile(
        whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(whole, text);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
