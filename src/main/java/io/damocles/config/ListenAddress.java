package io.damocles.config;

/** A {@code host:port} to listen on; an empty host means every interface. */
public record ListenAddress(String host, int port) {}
