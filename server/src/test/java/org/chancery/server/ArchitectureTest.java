package org.chancery.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.Random;

/** The way of dependencies between modules, and that time and chance are arguments. */
@AnalyzeClasses(packages = "org.chancery", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> OPENS_CONNECTIONS =
      resideInAPackage("java.net.http..")
          .or(resideInAnyPackage("org.apache.hc..", "javax.net..", "javax.naming.."))
          .or(assignableTo(Socket.class))
          .or(assignableTo(DatagramSocket.class))
          .or(assignableTo(URLConnection.class))
          .or(assignableTo(NetworkChannel.class))
          .or(assignableTo(AsynchronousSocketChannel.class))
          .or(assignableTo(SocketChannel.class))
          .as("open connections");

  private static final DescribedPredicate<JavaMethodCall> URL_OPENED =
      DescribedPredicate.describe(
          "an address is opened",
          call ->
              call.getTargetOwner().isEquivalentTo(URL.class)
                  && call.getName().matches("open.*|getContent"));

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

  /**
   * One way out. Named: the embedded database and the command line's talk with the hub over a local
   * socket.
   */
  @ArchTest
  static final ArchRule ONLY_THE_GUARD_OPENS_CONNECTIONS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.chancery.ingest.egress..")
          .and()
          .doNotHaveFullyQualifiedName("org.chancery.ingest.store.EmbeddedDatabase")
          .and()
          .doNotHaveFullyQualifiedName("org.chancery.server.hub.ControlServer")
          .and()
          .doNotHaveFullyQualifiedName("org.chancery.server.hub.HandOver")
          .should()
          .dependOnClassesThat(OPENS_CONNECTIONS)
          .orShould()
          .callMethodWhere(URL_OPENED);
}
