package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The answer of {@code Venus.WdPoStAllJobs}.
 *
 * @param jobs newest first
 * @param maxTry attempts a job may have in all
 */
public record AllJobs(
    @JsonProperty("Jobs") List<JobBrief> jobs, @JsonProperty("MaxTry") long maxTry) {}
