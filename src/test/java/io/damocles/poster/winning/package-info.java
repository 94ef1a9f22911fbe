/** Winning proofs against gateways of the tests' own making. */
@org.jspecify.annotations.NullMarked
package io.damocles.poster.winning;
