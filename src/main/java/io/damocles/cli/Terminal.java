package io.damocles.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/** What a command sees of the world around it. */
record Terminal(
    PrintStream out,
    PrintStream err,
    InstantSource clock,
    ZoneId zone,
    Map<String, String> environment) {}
