package io.damocles.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The answer of {@code Venus.WdPoStAllJobs}, in the server's order. */
record JobList(List<JobRow> jobs, long maxTry) {

  static JobList read(JsonParser in) throws IOException {
    List<JobRow> jobs = new ArrayList<>();
    var maxTry = 0L;
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return new JobList(jobs, maxTry);
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      var member = in.currentName();
      in.nextToken();
      if ("Jobs".equals(member) && in.currentToken() == JsonToken.START_ARRAY) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
          jobs.add(JobRow.read(in));
        }
      } else if ("MaxTry".equals(member)) {
        maxTry = in.getLongValue();
      } else {
        in.skipChildren();
      }
    }
    return new JobList(jobs, maxTry);
  }
}
