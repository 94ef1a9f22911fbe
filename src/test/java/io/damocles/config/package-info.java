/** Tests of the configuration. */
@NullMarked
package io.damocles.config;

import org.jspecify.annotations.NullMarked;
