package io.damocles.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** A parsed TOML file that can still tell where its keys stand, when an error has to say it. */
record TomlSource(Path file, Map<String, Object> root, Supplier<TomlLines> lines) {}
