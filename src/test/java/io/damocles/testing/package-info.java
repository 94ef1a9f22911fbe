/** What tests of several packages share. */
@NullMarked
package io.damocles.testing;

import org.jspecify.annotations.NullMarked;
