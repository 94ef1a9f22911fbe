package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What came of a message. */
public record Receipt(
    int exitCode, @JsonProperty("Return") byte @Nullable [] returned, long gasUsed) {}
