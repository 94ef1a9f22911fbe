package io.damocles.job;

/**
 * How far an attempt has come, as its worker says.
 *
 * @param stage name of the stage, empty if the worker tells none
 * @param done sectors read
 * @param total sectors to read
 */
public record Progress(String stage, int done, int total) {}
