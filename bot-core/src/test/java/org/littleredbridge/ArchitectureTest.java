package org.littleredbridge;

import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.note.Note;

/// Holds the table of packages: data moves one way through the stages, and the core stays free of
/// HTTP, SQL and vendors' libraries. Every rule is also run over `misplaced`, small classes that
/// break it on purpose.
class ArchitectureTest {
  private static final String CORE = "org.littleredbridge";
  private static final String MISPLACED = "org.littleredbridge.misplaced";

  private static final JavaClasses CORE_CLASSES = readCore();
  private static final JavaClasses MISPLACED_CLASSES = readMisplaced();

  /// Which packages each package may use besides itself and `wording`.
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("wording", List.of()),
          Map.entry("note", List.of()),
          Map.entry("chat", List.of()),
          Map.entry("lease", List.of()),
          Map.entry("health", List.of("note", "chat", "lease")),
          // For the tally: fetches and failures of media are counted like everything else.
          Map.entry("media", List.of("note", "chat", "health")),
          Map.entry("follow", List.of("note", "chat")),
          Map.entry("poll", List.of("note", "follow", "health", "lease")),
          Map.entry("translate", List.of("note", "health")),
          Map.entry(
              "deliver",
              List.of("note", "chat", "media", "follow", "poll", "translate", "health", "lease")),
          Map.entry(
              "relay",
              List.of("note", "chat", "follow", "translate", "deliver", "health", "lease")),
          Map.entry(
              "command",
              List.of(
                  "note",
                  "chat",
                  "media",
                  "lease",
                  "health",
                  "follow",
                  "poll",
                  "translate",
                  "deliver",
                  "relay")));

  /// The stages in the order in which the data moves.
  private static final List<String> ORDER =
      List.of(
          "wording",
          "note",
          "chat",
          "lease",
          "health",
          "media",
          "follow",
          "poll",
          "translate",
          "deliver",
          "relay",
          "command");

  private static final Pattern HAS_TYPE = Pattern.compile("has type <([^>]+)>");

  private static final ArchRule ONLY_ALLOWED_LIBRARIES =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.github.benmanes.caffeine..",
              "com.google.re2j..",
              "org.slf4j..",
              "org.jspecify..",
              "org.littleredbridge..");

  private static final ArchRule NO_HTTP_OR_SQL =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "java.net.http..", "com.sun.net..");

  static Stream<String> stages() {
    return MAY_USE.keySet().stream().sorted();
  }

  private static boolean mayUse(String stage, String other) {
    return other.equals(stage)
        || other.equals("wording")
        || MAY_USE.getOrDefault(stage, List.of()).contains(other);
  }

  /// What a stage may use of everything below `root`; what lies outside is for other rules.
  private static ArchRule usesOnlyWhatItMay(String stage, String root) {
    var allowed =
        stages()
            .filter(other -> mayUse(stage, other))
            .map(other -> root + "." + other)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(root + "." + stage)
        .should()
        .onlyDependOnClassesThat(
            or(resideOutsideOfPackage(root + ".."), resideInAnyPackage(allowed)));
  }

  /// Packages of the table and the root, nothing beside or below them.
  private static ArchRule standsInTheTable(String root) {
    var packages =
        Stream.concat(Stream.of(root), stages().map(stage -> root + "." + stage))
            .toArray(String[]::new);
    return classes().should().resideInAnyPackage(packages);
  }

  private static JavaClasses readCore() {
    var place = Note.class.getProtectionDomain().getCodeSource().getLocation();
    return new ClassFileImporter().importLocations(List.of(Location.of(place)));
  }

  private static JavaClasses readMisplaced() {
    return new ClassFileImporter().importPackages(MISPLACED);
  }

  /// The types that the rule finds fault with in the misplaced classes.
  private static Set<String> faults(ArchRule rule) {
    return rule.evaluate(MISPLACED_CLASSES).getFailureReport().getDetails().stream()
        .map(HAS_TYPE::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void givenTheCore_whenItIsRead_thenEveryStageOfTheTableIsFoundAndNoTest() {
    var packages = CORE_CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

    assertThat(CORE_CLASSES).hasSizeGreaterThan(80);
    assertThat(stages().map(one -> CORE + "." + one)).isSubsetOf(packages);
    assertThat(CORE_CLASSES).noneMatch(one -> one.isEquivalentTo(ArchitectureTest.class));
    assertThat(packages).noneMatch(one -> one.startsWith(MISPLACED));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void givenAStage_whenItUsesAnother_thenTheTableAllowsIt(String stage) {
    usesOnlyWhatItMay(stage, CORE).check(CORE_CLASSES);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void givenAStageThatUsesAllOthers_whenTheRuleRuns_thenItReportsThoseThatItMayNotUse(
      String stage) {
    var expected =
        stages()
            .filter(other -> !mayUse(stage, other))
            .map(other -> MISPLACED + "." + other + ".UsesEveryStage")
            .collect(Collectors.toSet());
    expected.add(MISPLACED + ".Root");

    assertThat(faults(usesOnlyWhatItMay(stage, MISPLACED))).isEqualTo(expected);
  }

  @Test
  void givenTheTable_whenItIsReadDownwards_thenNoStageMayUseALaterOne() {
    for (var stage : MAY_USE.keySet()) {
      for (var other : MAY_USE.getOrDefault(stage, List.of())) {
        assertThat(ORDER.indexOf(other)).as("%s before %s", other, stage).isNotNegative();
        assertThat(ORDER.indexOf(other)).isLessThan(ORDER.indexOf(stage));
      }
    }
  }

  @Test
  void givenTheCore_whenItIsRead_thenEveryClassStandsInTheTable() {
    standsInTheTable(CORE).check(CORE_CLASSES);
  }

  @Test
  void givenPackagesBesideTheTable_whenTheRuleRuns_thenItReportsThem() {
    var report =
        standsInTheTable(MISPLACED).evaluate(MISPLACED_CLASSES).getFailureReport().getDetails();

    assertThat(report)
        .hasSize(2)
        .anyMatch(one -> one.contains(MISPLACED + ".util.GrabBag"))
        .anyMatch(one -> one.contains(MISPLACED + ".note.inner.GrabBag"));
  }

  @Test
  void givenTheCore_whenItIsRead_thenItSpeaksNeitherHttpNorSql() {
    NO_HTTP_OR_SQL.check(CORE_CLASSES);
  }

  @Test
  void givenClassesThatSpeakHttpAndSql_whenTheRuleRuns_thenItReportsThem() {
    assertThat(faults(NO_HTTP_OR_SQL))
        .containsExactlyInAnyOrder(
            "java.sql.Connection",
            "javax.sql.DataSource",
            "java.net.http.HttpClient",
            "com.sun.net.httpserver.HttpServer");
  }

  @Test
  void givenTheCore_whenItIsRead_thenItUsesOnlyTheLibrariesThatItMay() {
    ONLY_ALLOWED_LIBRARIES.check(CORE_CLASSES);
  }

  @Test
  void givenAClassWithAForeignLibrary_whenTheRuleRuns_thenItReportsIt() {
    assertThat(faults(ONLY_ALLOWED_LIBRARIES))
        .contains("org.assertj.core.api.Assert")
        .doesNotContain("java.net.http.HttpClient")
        .noneMatch(one -> one.startsWith(CORE));
  }
}
