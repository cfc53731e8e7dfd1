package org.chancery.server.hub;

import java.util.Map;
import org.chancery.server.api.ApiBeans;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the web side with beans that are all named here or in {@link ApiBeans}. */
public final class WebServer {
  private WebServer() {}

  /** Starts it; port 0 takes any free one. */
  public static ConfigurableApplicationContext start(
      Surroundings surroundings, String bind, int port) {
    SpringApplication program =
        new SpringApplicationBuilder(ApiBeans.class)
            .web(WebApplicationType.SERVLET)
            .initializers(
                context -> context.getBeanFactory().registerSingleton("surroundings", surroundings))
            .properties(Map.of("server.address", bind, "server.port", Integer.toString(port)))
            .bannerMode(org.springframework.boot.Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .build();
    return program.run();
  }

  /** The port it listens on. */
  public static int port(ConfigurableApplicationContext web) {
    return ((ServletWebServerApplicationContext) web).getWebServer().getPort();
  }
}
