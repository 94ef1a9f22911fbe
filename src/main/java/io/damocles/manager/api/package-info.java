/** The methods of the manager's API, one class each. */
@NullMarked
package io.damocles.manager.api;

import org.jspecify.annotations.NullMarked;
