/** Tests of control groups, in real hierarchies where there are some. */
@NullMarked
package io.damocles.cgroup;

import org.jspecify.annotations.NullMarked;
