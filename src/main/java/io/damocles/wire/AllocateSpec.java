package io.damocles.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.damocles.chain.UnsignedLong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a worker may and can take (damocles' {@code AllocateWdPoStJobSpec}).
 *
 * @param allowedMiners actor ids; absent or empty: any
 * @param allowedProofTypes names; absent or empty: any
 * @param waitMillis extension: how long the manager may hold the answer back until a job is there;
 *     damocles ignores it
 */
public record AllocateSpec(
    @JsonProperty("AllowedMiners")
        @JsonDeserialize(contentUsing = UnsignedLong.Reader.class)
        @JsonSerialize(contentUsing = UnsignedLong.Writer.class)
        @Nullable List<Long> allowedMiners,
    @JsonProperty("AllowedProofTypes") @Nullable List<String> allowedProofTypes,
    @JsonProperty("WaitMillis") @JsonInclude(JsonInclude.Include.NON_DEFAULT) long waitMillis) {}
