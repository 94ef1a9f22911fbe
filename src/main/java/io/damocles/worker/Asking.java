package io.damocles.worker;

import io.damocles.wire.AllocateSpec;

/** What a thread asks for, and when it asks again. */
record Asking(AllocateSpec spec, AskPace pace) {}
