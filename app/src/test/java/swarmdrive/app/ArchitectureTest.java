package swarmdrive.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls of the house, over all four rooms. */
final class ArchitectureTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("swarmdrive");

  @TestFactory
  Stream<DynamicTest> librariesStayInTheirRooms() {
    return Stream.of(
        onlyIn("bt and its DHT", List.of("bt..", "lbms..", "the8472.."), "swarmdrive.engine.."),
        onlyIn(
            "the bt runtime",
            List.of("bt.runtime..", "bt.net..", "bt.torrent..", "bt.dht.."),
            "swarmdrive.engine.bt.."),
        onlyIn("milton", List.of("io.milton.."), "swarmdrive.webdav.dav.."),
        onlyIn("MINA", List.of("org.apache.mina.."), "swarmdrive.webdav.http.."),
        onlyIn("Jetty's parser", List.of("org.eclipse.jetty.."), "swarmdrive.webdav.http.."),
        onlyIn("compress", List.of("org.apache.commons.compress.."), "swarmdrive.archive.."),
        onlyIn("the configuration library", List.of("com.typesafe.."), "swarmdrive.app.config.."),
        onlyIn("the log's library", List.of("ch.qos.logback.."), "swarmdrive.app.log.."),
        onlyIn("Bouncy Castle", List.of("org.bouncycastle.."), "swarmdrive.webdav.tls.."),
        onlyIn("bcrypt", List.of("at.favre.."), "swarmdrive.app.users.."),
        onlyIn("picocli", List.of("picocli.."), "swarmdrive.app"));
  }

  private static DynamicTest onlyIn(String library, List<String> packages, String room) {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage(room)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages.toArray(String[]::new));
    return DynamicTest.dynamicTest(library + " only in " + room, () -> rule.check(HOUSE));
  }

  @Test
  void rooms_knowNothingOfEachOther() {
    for (String room : List.of("engine", "webdav", "archive")) {
      noClasses()
          .that()
          .resideInAPackage("swarmdrive." + room + "..")
          .should()
          .dependOnClassesThat(
              describe(
                  "lie in another room",
                  (JavaClass other) ->
                      other.getPackageName().startsWith("swarmdrive.")
                          && !other.getPackageName().startsWith("swarmdrive." + room)))
          .check(HOUSE);
    }
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("swarmdrive.(app.*)..").should().beFreeOfCycles().check(HOUSE);
    slices().matching("swarmdrive.(webdav.*)..").should().beFreeOfCycles().check(HOUSE);
    slices().matching("swarmdrive.(archive.*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void engineAndArchiveFormats_areReachedByTheAppThroughTheirPublicPackagesOnly() {
    noClasses()
        .that()
        .resideInAPackage("swarmdrive.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "swarmdrive.engine.bt..",
            "swarmdrive.engine.swarm..",
            "swarmdrive.engine.session..",
            "swarmdrive.engine.piece..",
            "swarmdrive.engine.read..",
            "swarmdrive.archive.zip..",
            "swarmdrive.webdav.http..",
            "swarmdrive.webdav.dav..")
        .check(HOUSE);
  }

  @Test
  void nobody_sleeps() {
    noClasses()
        .should()
        .callMethodWhere(named(Thread.class, "sleep"))
        .because("waiting has a condition and a limit")
        .check(HOUSE);
  }

  @Test
  void nobodyButMain_endsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("swarmdrive.app.Main")
        .should()
        .callMethodWhere(named(System.class, "exit"))
        .orShould()
        .callMethodWhere(named(Runtime.class, "halt"))
        .check(HOUSE);
  }

  @Test
  void nobody_waitsOnAMonitor() {
    noClasses()
        .should()
        .callMethodWhere(named(Object.class, "wait"))
        .because("locks with conditions have a time limit and suit virtual threads")
        .check(HOUSE);
  }

  @Test
  void noClass_isCalledManagerHelperUtilOrImpl() {
    classes().should().haveNameNotMatching(".*(Manager|Helper|Utils?|Impl)$").check(HOUSE);
  }

  @Test
  void publicTypesOfTheApp_areFew() {
    List<JavaClass> types =
        HOUSE.stream()
            .filter(type -> type.getPackageName().startsWith("swarmdrive.app"))
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .toList();
    long open =
        types.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).count();
    assertThat(open * 100 / types.size()).as("per cent of " + types.size()).isLessThanOrEqualTo(25);
  }

  private static DescribedPredicate<JavaMethodCall> named(Class<?> owner, String method) {
    return describe(
        owner.getSimpleName() + "." + method,
        call ->
            call.getTargetOwner().isEquivalentTo(owner)
                && call.getTarget().getName().equals(method));
  }
}
