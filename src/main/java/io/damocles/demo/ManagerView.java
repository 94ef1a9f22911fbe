package io.damocles.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.wire.AllJobs;
import io.damocles.wire.JobBrief;
import io.damocles.wire.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the manager tells anyone who asks: its jobs and its metrics. */
final class ManagerView {
  private static final byte[] LIST =
      "{\"jsonrpc\":\"2.0\",\"method\":\"Venus.WdPoStAllJobs\",\"params\":[],\"id\":1}"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int TIMEOUT_MILLIS = 10_000;

  private final URI base;

  ManagerView(int port) {
    this.base = URI.create("http://127.0.0.1:" + port);
  }

  private record Answer(@JsonProperty("result") @Nullable AllJobs result) {}

  /** Whether it serves. */
  boolean isHealthy() {
    try {
      get("/healthcheck");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** All jobs, by partition. */
  List<JobBrief> jobs() throws IOException {
    HttpURLConnection connection = open("/rpc/v0");
    connection.setDoOutput(true);
    connection.getOutputStream().write(LIST);
    try (var body = connection.getInputStream()) {
      AllJobs all = Json.read(body.readAllBytes(), Answer.class).result();
      if (all == null) {
        throw new IOException("the manager did not list its jobs");
      }
      return all.jobs().stream().sorted(Comparator.comparing(ManagerView::partition)).toList();
    }
  }

  /** Proofs that the manager verified itself before it took them, as its metrics count them. */
  long proofsVerified() throws IOException {
    return metric("wdpost_attempts_total{outcome=\"succeeded\",");
  }

  /** Workers whose question for a job waits for an answer. */
  long workersWaiting() throws IOException {
    return metric("wdpost_claims_waiting ");
  }

  static long partition(JobBrief job) {
    return job.partitions() == null || job.partitions().isEmpty() ? 0 : job.partitions().get(0);
  }

  /** The sum of the series that begin so; further labels may follow. */
  private long metric(String begin) throws IOException {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(begin))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private String get(String path) throws IOException {
    try (var body = open(path).getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) base.resolve(path).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    return connection;
  }
}
