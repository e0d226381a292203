package swarmdrive.webdav;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** MINA and milton stay in their rooms. */
class WallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("swarmdrive.webdav");

  @Test
  void mina_isKnownToHttpOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("swarmdrive.webdav.http")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.mina..", "org.eclipse.jetty..")
        .check(CLASSES);
  }

  @Test
  void milton_isKnownToDavOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("swarmdrive.webdav.dav")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.milton..")
        .check(CLASSES);
  }

  @Test
  void rooms_doNotDependOnEachOtherInCircles() {
    slices().matching("swarmdrive.webdav.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void threads_neverSleep() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
  }
}
