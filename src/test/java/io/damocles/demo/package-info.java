@NullMarked
package io.damocles.demo;

import org.jspecify.annotations.NullMarked;
