package io.damocles.config;

import io.damocles.config.WorkerConfig.Cgroup;
import io.damocles.config.WorkerConfig.ExternalProcessor;
import io.damocles.config.WorkerConfig.Processors;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** {@code [processors]}: limits of the window_post stage, and the children that compute it. */
final class ProcessorsReader {
  private static final String STAGE = "window_post";
  private static final List<String> DEFAULT_ARGS = List.of("processor", STAGE);
  private static final Pattern CPU_LIST = Pattern.compile("\\d+(-\\d+)?(,\\d+(-\\d+)?)*");
  private static final Duration SHORTEST_STAGGER = Duration.ofSeconds(1);

  private static final List<String> OTHER_STAGES =
      List.of(
          "add_pieces",
          "tree_d",
          "pc1",
          "pc2",
          "c2",
          "snap_encode",
          "snap_prove",
          "transfer",
          "unseal",
          "synth_proof",
          "winning_post");

  private final TomlTable processors;

  ProcessorsReader(TomlTable processors) {
    this.processors = processors;
  }

  Processors processors() {
    var limitation = processors.table("limitation");
    var oldLimit = processors.table("limit");
    var staggered = limitation.table("staggered");
    var limit = limitation.has("concurrent") ? limitation.table("concurrent") : oldLimit;
    if (limit != oldLimit) {
      oldLimit.idle(STAGE, "limitation.concurrent is there");
    }
    List.of(processors, oldLimit, limit, staggered)
        .forEach(table -> table.idle(OTHER_STAGES, WorkerConfigReader.OTHER_PLANS));
    return new Processors(
        atLeastOne(limit, STAGE),
        stagger(staggered),
        locks(processors.table("ext_locks")),
        children());
  }

  private static Optional<Duration> stagger(TomlTable staggered) {
    var interval = staggered.text(STAGE, WorkerConfigReader.DURATION, HumanDuration::parse);
    if (interval.filter(gap -> gap.compareTo(SHORTEST_STAGGER) < 0).isPresent()) {
      staggered.idle(STAGE, "starts are kept apart by one second or more");
    }
    return interval.filter(gap -> gap.compareTo(SHORTEST_STAGGER) >= 0);
  }

  private static Map<String, Integer> locks(TomlTable table) {
    Map<String, Integer> locks = new LinkedHashMap<>();
    for (String name : table.names()) {
      atLeastOne(table, name).ifPresent(count -> locks.put(name, count));
    }
    return locks;
  }

  private List<ExternalProcessor> children() {
    var tables = processors.tables(STAGE);
    if (tables.isPresent() && tables.get().isEmpty()) {
      throw processors.error(
          STAGE, "no subs section found; remove the key for the builtin prover", null);
    }
    return tables.orElse(List.of()).stream().map(ProcessorsReader::child).toList();
  }

  private static ExternalProcessor child(TomlTable child) {
    return new ExternalProcessor(
        child.string("bin"),
        child.has("args") ? child.strings("args") : DEFAULT_ARGS,
        WorkerConfigReader.positive(child, "stable_wait", Duration.ofSeconds(5)),
        child.stringMap("envs"),
        child.bool("inherit_envs", true),
        atLeastOne(child, "concurrent"),
        child.strings("locks"),
        child.optionalTable("cgroup").flatMap(ProcessorsReader::cgroup),
        number(child.integer("numa_preferred", 0, Integer.MAX_VALUE)),
        child.bool("auto_restart", true));
  }

  private static Optional<Cgroup> cgroup(TomlTable cgroup) {
    var group = cgroup.string("group_name").orElse("vc-worker");
    return cgroup
        .read(
            "cpuset",
            "a list of CPUs such as \"0-7,16\"",
            value -> value instanceof String s && CPU_LIST.matcher(s).matches() ? s : null)
        .map(cpuset -> new Cgroup(cpuset, group));
  }

  /** Zero would let nothing ever run, so it is refused. */
  private static OptionalInt atLeastOne(TomlTable table, String key) {
    return number(
        table.read(
            key,
            "a whole number above zero, or no such key for no limit; 0 would never run anything",
            value -> value instanceof Integer count && count > 0 ? Long.valueOf(count) : null));
  }

  private static OptionalInt number(Optional<Long> value) {
    return value.isPresent() ? OptionalInt.of(value.get().intValue()) : OptionalInt.empty();
  }
}
