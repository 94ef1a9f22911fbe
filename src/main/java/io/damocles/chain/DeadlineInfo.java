package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A miner's current deadline, in epochs. */
public record DeadlineInfo(
    long currentEpoch,
    long periodStart,
    long index,
    long open,
    long close,
    long challenge,
    long faultCutoff,
    @JsonProperty("WPoStPeriodDeadlines") long periodDeadlines,
    @JsonProperty("WPoStProvingPeriod") long provingPeriod,
    @JsonProperty("WPoStChallengeWindow") long challengeWindow,
    @JsonProperty("WPoStChallengeLookback") long challengeLookback,
    long faultDeclarationCutoff) {}
