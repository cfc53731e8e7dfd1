package org.chancery.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;

/** The way of dependencies between modules, and that time and chance are arguments. */
@AnalyzeClasses(packages = "org.chancery", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule CORE_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("org.chancery.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.chancery.ingest..", "org.chancery.server..");

  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_THE_SERVER =
      noClasses()
          .that()
          .resideInAPackage("org.chancery.ingest..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.chancery.server..");

  @ArchTest
  static final ArchRule THE_API_KNOWS_NO_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("org.chancery.server.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule TIME_IS_AN_ARGUMENT =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.chancery.server.cli..")
          .should()
          .callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule CHANCE_IS_AN_ARGUMENT = noClasses().should().callConstructor(Random.class);
}
