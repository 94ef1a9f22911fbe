package io.damocles.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.damocles.wire.AllJobs;
import io.damocles.wire.JobBrief;
import io.damocles.wire.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The job table as {@code Venus.WdPoStAllJobs} tells it, read in full. */
final class JobTableView {
  private JobTableView() {}

  private record Answer(@JsonProperty("result") @Nullable AllJobs result) {}

  static List<JobBrief> fetch(URI api) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) api.toURL().openConnection();
    connection.setDoOutput(true);
    connection.getOutputStream().write(Calls.list());
    try (var body = connection.getInputStream()) {
      AllJobs result = Json.read(body.readAllBytes(), Answer.class).result();
      if (result == null) {
        throw new IOException("the manager did not list its jobs");
      }
      return result.jobs();
    }
  }
}
