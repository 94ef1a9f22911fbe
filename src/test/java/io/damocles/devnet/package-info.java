@NullUnmarked
package io.damocles.devnet;

import org.jspecify.annotations.NullUnmarked;
