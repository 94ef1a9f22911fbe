package io.damocles.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC over one plain socket for each call, for programs that live for a few milliseconds: a
 * command line must not wait for a client library to load.
 */
public final class BlockingRpcClient {
  /** Writes the parameters, one JSON value each. */
  public interface ParamsWriter {
    void write(JsonGenerator out) throws IOException;
  }

  /** Reads the result; the parser stands on its first token, which may be null's. */
  public interface ResultReader<T> {
    T read(JsonParser in) throws IOException;
  }

  private final Endpoint endpoint;
  private final Map<String, String> headers;
  private final String peer;
  private final int timeoutMillis;
  private final Optional<Path> authorities;
  private final JsonFactory json = new JsonFactory();

  /** Calls {@code http://host:port/rpc/v0}; the timeout holds for connecting and for each read. */
  public BlockingRpcClient(String host, int port, Duration timeout) {
    this(new Endpoint(host, port, false), Map.of(), "manager", timeout);
  }

  /**
   * Calls whatever stands there.
   *
   * @param headers go with each request, by name
   * @param peer what it is called in errors
   */
  public BlockingRpcClient(
      Endpoint endpoint, Map<String, String> headers, String peer, Duration timeout) {
    this(endpoint, headers, peer, timeout, Optional.empty());
  }

  /**
   * Calls whatever stands there; see the other constructor.
   *
   * @param authorities PEM file of the certificates that TLS trusts, instead of the system's
   */
  public BlockingRpcClient(
      Endpoint endpoint,
      Map<String, String> headers,
      String peer,
      Duration timeout,
      Optional<Path> authorities) {
    this.authorities = authorities;
    this.endpoint = endpoint;
    this.headers = Map.copyOf(headers);
    this.peer = peer;
    this.timeoutMillis = Math.toIntExact(timeout.toMillis());
  }

  /**
   * Calls the method and reads its result.
   *
   * @throws RpcException if the other side answers with an error
   * @throws IOException if it does not answer, or not in JSON-RPC; the message says where and why
   */
  public <T> T call(String method, ParamsWriter params, ResultReader<T> reader) throws IOException {
    var answer = exchange(request(method, params));
    try {
      return result(answer.body(), reader);
    } catch (JsonProcessingException notJson) {
      throw new IOException(
          at() + " answered \"" + answer.status() + "\" without JSON-RPC; is it a " + peer + "?",
          notJson);
    }
  }

  private byte[] request(String method, ParamsWriter params) throws IOException {
    var body = new ByteArrayOutputStream();
    try (var out = json.createGenerator(body)) {
      out.writeStartObject();
      out.writeStringField("jsonrpc", "2.0");
      out.writeStringField("method", method);
      out.writeArrayFieldStart("params");
      params.write(out);
      out.writeEndArray();
      out.writeNumberField("id", 1);
      out.writeEndObject();
    }
    return body.toByteArray();
  }

  private PlainHttp.Answer exchange(byte[] body) throws IOException {
    try (var socket = connect()) {
      return PlainHttp.post(socket, endpoint.path(), at(), headers, body);
    } catch (UnknownHostException unknown) {
      throw new IOException("no " + peer + " at " + at() + ": unknown host", unknown);
    } catch (ConnectException refused) {
      throw new IOException(
          "no " + peer + " answers at " + at() + ": " + refused.getMessage(), refused);
    } catch (SocketTimeoutException late) {
      throw new IOException(at() + " did not answer within " + timeoutMillis + " ms", late);
    } catch (SSLException broken) {
      throw new IOException("no TLS with " + at() + ": " + broken.getMessage(), broken);
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(timeoutMillis);
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), timeoutMillis);
      return endpoint.tls() ? encrypted(socket) : socket;
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  private Socket encrypted(Socket socket) throws IOException {
    var factory =
        authorities.isPresent()
            ? TrustedFile.sockets(authorities.get())
            : (SSLSocketFactory) SSLSocketFactory.getDefault();
    var encrypted =
        (SSLSocket) factory.createSocket(socket, endpoint.host(), endpoint.port(), true);
    var parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private <T> T result(byte[] answer, ResultReader<T> reader) throws IOException {
    try (var in = json.createParser(answer)) {
      expect(in, in.nextToken(), JsonToken.START_OBJECT);
      @Nullable T result = null;
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        var member = in.currentName();
        in.nextToken();
        if ("result".equals(member)) {
          result = reader.read(in);
        } else if ("error".equals(member) && in.currentToken() == JsonToken.START_OBJECT) {
          throw error(in);
        } else {
          in.skipChildren();
        }
      }
      expect(in, in.currentToken(), JsonToken.END_OBJECT);
      return result == null ? reader.read(nothing()) : result;
    }
  }

  /** A call without a result has no such member at all in some answers. */
  private JsonParser nothing() throws IOException {
    var in = json.createParser("null");
    in.nextToken();
    return in;
  }

  private static RpcException error(JsonParser in) throws IOException {
    var code = 0;
    var message = "";
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      var member = in.currentName();
      in.nextToken();
      if ("code".equals(member)) {
        code = in.getIntValue();
      } else if ("message".equals(member)) {
        message = in.getText();
      } else {
        in.skipChildren();
      }
    }
    return new RpcException(code, message);
  }

  private static void expect(JsonParser in, @Nullable JsonToken got, JsonToken wanted)
      throws IOException {
    if (got != wanted) {
      throw new JsonParseException(in, "expected " + wanted);
    }
  }

  private String at() {
    var host = endpoint.host();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + endpoint.port();
  }
}
