package dev.hato.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The fences of the house, one rule each; the numbers are those of the architecture page. */
@AnalyzeClasses(
    packages = "dev.hato",
    importOptions = {ImportOption.DoNotIncludeTests.class, FencesTest.NoTestJars.class})
final class FencesTest {
  /** Where clocks, randomness and the environment enter: start-up and the commands. */
  private static final String[] COMPOSITION = {"dev.hato.server", "dev.hato.server.cli"};

  /** Test-jars of other modules are on the class path too; their classes are not the house. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(com.tngtech.archunit.core.importer.Location location) {
      return !location.contains("-tests.jar") && !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule f1PersistenceLivesInStorageOnly =
      noClasses()
          .that(resideOutsideOfPackages("dev.hato.storage.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..")
                  .or(resideInAnyPackage("org.eclipse.persistence..", "com.zaxxer..")));

  @ArchTest
  static final ArchRule f2JettyLivesInHttpAndStreamingOnly =
      noClasses()
          .that(resideOutsideOfPackages("dev.hato.server.http..", "dev.hato.server.streaming.."))
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.eclipse.jetty.."));

  @ArchTest
  static final ArchRule f3OnlySafeHttpClientGoesOut =
      noClasses()
          .that(resideOutsideOfPackages("dev.hato.httpsig.client.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("okhttp3..", "java.net.http..")
                  .or(named("java.net.URLConnection"))
                  .or(named("java.net.HttpURLConnection"))
                  .or(named("java.net.Socket"))
                  .or(named("javax.net.ssl.SSLSocket")));

  @ArchTest
  static final ArchRule f3NoUrlOpensItsOwnConnection =
      noClasses()
          .should()
          .callMethodWhere(
              target("java.net.URL", Set.of("openStream", "openConnection", "getContent")));

  @ArchTest
  static final ArchRule f4NoPackageCycles =
      slices().matching("dev.hato.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule f5TimeComesFromAClock =
      noClasses()
          .that(resideOutsideOfPackages(COMPOSITION))
          .should()
          .callMethodWhere(
              target("java.time.Instant", Set.of("now"))
                  .or(target("java.time.LocalDate", Set.of("now")))
                  .or(target("java.time.LocalDateTime", Set.of("now")))
                  .or(target("java.time.ZonedDateTime", Set.of("now")))
                  .or(target("java.time.OffsetDateTime", Set.of("now")))
                  .or(target("java.time.Clock", Set.of("systemUTC", "systemDefaultZone")))
                  .or(target("java.time.InstantSource", Set.of("system")))
                  .or(target("java.lang.System", Set.of("currentTimeMillis", "getenv"))));

  @ArchTest
  static final ArchRule f5RandomnessIsPassedIn =
      noClasses()
          .that(resideOutsideOfPackages(COMPOSITION))
          .should()
          .callMethodWhere(
              target("java.lang.Math", Set.of("random"))
                  .or(target("java.util.UUID", Set.of("randomUUID")))
                  .or(target("java.util.concurrent.ThreadLocalRandom", Set.of("current"))))
          .orShould()
          .callConstructor(java.util.Random.class)
          .orShould()
          .callConstructor(java.security.SecureRandom.class);

  @ArchTest
  static final ArchRule f6NamesSaySomething =
      noClasses().should().haveNameMatching(".*\\.[A-Za-z0-9]*(Utils?|Helpers?|Manager|Impl)$");

  @ArchTest
  static final ArchRule f7OptionalEnginesHaveOnePackageEach =
      noClasses()
          .that(resideOutsideOfPackages("dev.hato.server.search..", "dev.hato.server.redis.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.apache.lucene..", "org.opensearch..", "redis.clients.."));

  @ArchTest static final ArchRule f4FeaturesUseOnlyAllowedFeatures = FeatureEdges.rule();

  private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> named(String name) {
    return DescribedPredicate.describe("is " + name, type -> type.getName().equals(name));
  }

  private static DescribedPredicate<JavaAccess<?>> target(String owner, Set<String> methods) {
    return DescribedPredicate.describe(
        owner + "." + methods,
        access ->
            access.getTargetOwner().getName().equals(owner)
                && methods.contains(access.getTarget().getName()));
  }
}
