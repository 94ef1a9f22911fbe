package io.damocles.devnet.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.damocles.rpc.RpcAccess;
import io.damocles.rpc.RpcPermission;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JSON web tokens as Lotus makes them (HS256, {@code {"Allow":["read",…]}}). */
public final class Tokens implements RpcAccess {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String BEARER = "Bearer ";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final byte[] secret;

  /**
   * @param secret of 32 bytes
   */
  public Tokens(byte[] secret) {
    this.secret = secret.clone();
  }

  /** A token with these rights. */
  public String make(Collection<RpcPermission> rights) {
    String allow =
        rights.stream()
            .map(right -> '"' + right.wireName() + '"')
            .collect(Collectors.joining(",", "{\"Allow\":[", "]}"));
    String signed = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(allow);
    return signed + "." + ENCODER.encodeToString(sign(signed));
  }

  /** The rights of a token; empty if it was not made with this secret. */
  public Optional<Set<RpcPermission>> verify(String token) {
    int dot = token.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      if (!MessageDigest.isEqual(signature, sign(token.substring(0, dot)))) {
        return Optional.empty();
      }
      String payload = token.substring(token.indexOf('.') + 1, dot);
      return Optional.of(rights(MAPPER.readTree(Base64.getUrlDecoder().decode(payload))));
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }

  /** Without a token: reading; with a bad one: nothing at all. */
  @Override
  public Optional<Set<RpcPermission>> rights(HttpServerRequest request) {
    String header = request.getHeader("authorization");
    if (header == null || header.isEmpty()) {
      String parameter = request.getParam("token");
      return parameter == null || parameter.isEmpty()
          ? Optional.of(EnumSet.of(RpcPermission.READ))
          : verify(parameter);
    }
    return header.startsWith(BEARER) ? verify(header.substring(BEARER.length())) : Optional.empty();
  }

  private static Set<RpcPermission> rights(JsonNode payload) {
    Set<RpcPermission> rights = EnumSet.noneOf(RpcPermission.class);
    payload
        .path("Allow")
        .forEach(name -> rights.add(RpcPermission.valueOf(name.asText().toUpperCase(Locale.ROOT))));
    return rights;
  }

  private byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  private static String encode(String json) {
    return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
