package io.damocles;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** The arrows of docs/architecture.md, and what nobody may call. */
@AnalyzeClasses(packages = "io.damocles", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsGoDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("io.damocles.cli..")
          .layer("demo")
          .definedBy("io.damocles.demo..", "io.damocles.bench..")
          .layer("manager")
          .definedBy("io.damocles.manager..")
          .layer("poster")
          .definedBy("io.damocles.poster..")
          .layer("worker")
          .definedBy("io.damocles.worker..")
          .layer("devnet")
          .definedBy("io.damocles.devnet..")
          .layer("chain")
          .definedBy("io.damocles.chain..")
          .layer("job")
          .definedBy("io.damocles.job..")
          .layer("sector")
          .definedBy("io.damocles.sector..")
          .layer("prover")
          .definedBy("io.damocles.prover..")
          .layer("wire")
          .definedBy("io.damocles.wire..")
          .layer("rpc")
          .definedBy("io.damocles.rpc..")
          .layer("config")
          .definedBy("io.damocles.config..")
          .layer("cgroup")
          .definedBy("io.damocles.cgroup..")
          .layer("daemon")
          .definedBy("io.damocles.daemon..")
          .layer("time")
          .definedBy("io.damocles.time..")
          .withOptionalLayers(true)
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("demo")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("manager")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("poster")
          .mayOnlyBeAccessedByLayers("manager")
          .whereLayer("worker")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("devnet")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("chain")
          .mayOnlyBeAccessedByLayers("cli", "manager", "poster", "devnet", "wire", "prover", "demo")
          .whereLayer("job")
          .mayOnlyBeAccessedByLayers("manager", "poster")
          .whereLayer("sector")
          .mayOnlyBeAccessedByLayers("manager", "poster", "worker", "devnet", "demo")
          .whereLayer("prover")
          .mayOnlyBeAccessedByLayers(
              "manager", "poster", "worker", "devnet", "sector", "demo", "cli")
          .whereLayer("cgroup")
          .mayOnlyBeAccessedByLayers("worker", "prover")
          .whereLayer("rpc")
          .mayOnlyBeAccessedByLayers(
              "cli", "manager", "poster", "worker", "chain", "devnet", "demo");

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("io.damocles.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule jobRulesKnowNeitherVertxNorSql =
      classes()
          .that()
          .resideInAnyPackage("io.damocles.job", "io.damocles.time")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.math..",
              "java.nio..",
              "java.time..",
              "java.util..",
              "org.jspecify..",
              "org.slf4j..",
              "io.damocles.job",
              "io.damocles.time");

  @ArchTest
  static final ArchRule codecsArePure =
      classes()
          .that()
          .resideInAnyPackage("io.damocles.chain", "io.damocles.chain.message")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.io",
              "java.lang..",
              "java.math..",
              "java.nio",
              "java.util..",
              "com.fasterxml.jackson..",
              "org.bouncycastle..",
              "org.jspecify..",
              "io.damocles.chain",
              "io.damocles.chain.message");

  @ArchTest
  static final ArchRule rpcKnowsNoDomain =
      noClasses()
          .that()
          .resideInAPackage("io.damocles.rpc..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.damocles.job..",
              "io.damocles.wire..",
              "io.damocles.prover..",
              "io.damocles.manager..",
              "io.damocles.worker..");

  @ArchTest
  static final ArchRule onlyTheJobTableAndTheChainsFileTouchSql =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.damocles.job.sql..", "io.damocles.poster.sql..", "io.damocles.devnet.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "org.sqlite..", "io.vertx.sqlclient..", "io.vertx.jdbcclient..");

  @ArchTest
  static final ArchRule onlyTheProverTouchesNativeCode =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.damocles.prover..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

  /**
   * vertx-jdbc-client 5.0.x leaves the connection in a transaction that is never committed (its
   * issue 356).
   */
  @ArchTest
  static final ArchRule nobodyUsesTransactionsOfTheJdbcClient =
      noClasses()
          .should()
          .callMethodWhere(
              target(name("withTransaction")).and(target(owner(assignableTo(Pool.class)))))
          .orShould()
          .callMethod(SqlConnection.class, "begin");

  @ArchTest
  static final ArchRule nobodyBlocksOnAFuture =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.damocles.bench..", "io.damocles.demo..")
          .should()
          .callMethod(Future.class, "await")
          .orShould()
          .callMethod(CompletableFuture.class, "get")
          .orShould()
          .callMethod(CompletableFuture.class, "join")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.damocles.bench..", "io.damocles.demo..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule onlySystemClocksReadTheSystemsClock =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.damocles.time", "io.damocles.cli", "io.damocles.bench..", "io.damocles.demo..")
          .should()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule onlyMainsExit =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.damocles.cli..", "io.damocles.bench..", "io.damocles.demo..")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule verticlesAreNamedSo =
      classes()
          .that()
          .areAssignableTo(VerticleBase.class)
          .should()
          .haveSimpleNameEndingWith("Verticle");

  @ArchTest
  static final ArchRule vertxJsonStaysAtTheEdge =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackages("io.damocles.rpc..", "io.damocles.config..")
          .should()
          .haveRawType("io.vertx.core.json.JsonObject");
}
