/** Control groups of processor children: which processors they may use. */
@NullMarked
package io.damocles.cgroup;

import org.jspecify.annotations.NullMarked;
