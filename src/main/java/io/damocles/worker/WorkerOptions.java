package io.damocles.worker;

import java.nio.file.Path;

/**
 * How the daemon is called.
 *
 * @param configFile the TOML file
 * @param ownScript program that a child without {@code bin} is started with
 */
public record WorkerOptions(Path configFile, String ownScript) {}
