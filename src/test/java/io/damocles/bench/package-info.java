@NullMarked
package io.damocles.bench;

import org.jspecify.annotations.NullMarked;
