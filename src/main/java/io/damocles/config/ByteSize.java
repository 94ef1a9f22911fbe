package io.damocles.config;

/** A size in bytes, written like {@code 32GiB}. */
public record ByteSize(long bytes) {}
