package tickertalk.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.notBePublic;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of docs/architecture.md. */
@AnalyzeClasses(packages = "tickertalk", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule servicesShouldTalkByAddressAndNeverByClass =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("contract")
          .definedBy("tickertalk.contract..")
          .layer("storage")
          .definedBy("tickertalk.storage..")
          .layer("chat")
          .definedBy("tickertalk.chat..")
          .layer("notifier")
          .definedBy("tickertalk.notifier..")
          .layer("sentiment")
          .definedBy("tickertalk.sentiment..")
          .layer("price")
          .definedBy("tickertalk.price..")
          .layer("bridge")
          .definedBy("tickertalk.bridge..")
          .layer("launcher")
          .definedBy("tickertalk.launcher..")
          .whereLayer("launcher")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("chat")
          .mayOnlyBeAccessedByLayers("launcher")
          .whereLayer("notifier")
          .mayOnlyBeAccessedByLayers("launcher")
          .whereLayer("sentiment")
          .mayOnlyBeAccessedByLayers("launcher")
          .whereLayer("price")
          .mayOnlyBeAccessedByLayers("launcher")
          .whereLayer("bridge")
          .mayOnlyBeAccessedByLayers("launcher")
          .whereLayer("storage")
          .mayOnlyBeAccessedByLayers("launcher", "chat", "notifier", "sentiment", "price")
          .whereLayer("contract")
          .mayNotAccessAnyLayer()
          .whereLayer("storage")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule onlyTheLauncherShouldSeeHazelcast =
      noClasses()
          .that()
          .resideOutsideOfPackage("tickertalk.launcher..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster..");

  @ArchTest
  static final ArchRule theContractAndTheDomainOfStorageShouldKnowNoBrowserAndNoService =
      noClasses()
          .that()
          .resideInAnyPackage("tickertalk.contract..", "tickertalk.storage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.ext.web..");

  @ArchTest
  static final ArchRule aServiceShouldShowItsVerticleAndItsConfigurationOnly =
      classes()
          .that(
              resideInAnyPackage(
                  "tickertalk.chat..",
                  "tickertalk.notifier..",
                  "tickertalk.sentiment..",
                  "tickertalk.price.."))
          .and()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .and(not(simpleNameEndingWith("Verticle").or(simpleNameEndingWith("Config"))))
          .should(notBePublic());
}
