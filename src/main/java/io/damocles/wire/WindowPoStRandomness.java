package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Randomness of the chain; 32 bytes, standard base64 on the wire. */
public record WindowPoStRandomness(
    @JsonProperty("Epoch") long epoch, @JsonProperty("Rand") byte[] rand) {}
