package org.chancery.server.api;

import java.util.List;
import java.util.concurrent.Executors;
import org.apache.catalina.core.StandardHost;
import org.chancery.ingest.source.feed.websub.PushDoor;
import org.chancery.server.api.answer.Coverages;
import org.chancery.server.api.catalogue.RegistryDownload;
import org.chancery.server.api.listing.Listings;
import org.chancery.server.api.live.LiveFeed;
import org.chancery.server.api.live.LiveServlet;
import org.chancery.server.api.live.Snapshots;
import org.chancery.server.api.openapi.OpenApi;
import org.chancery.server.api.posts.Posts;
import org.chancery.server.api.sql.Readings;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.status.Sources;
import org.chancery.server.api.status.Status;
import org.chancery.server.hub.Contact;
import org.chancery.server.hub.Surroundings;
import org.chancery.server.page.FirstData;
import org.chancery.server.page.Pages;
import org.chancery.server.page.SafeHeaders;
import org.chancery.server.page.WebFiles;
import org.chancery.server.push.PushRoutes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Compression;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The API and the pages, from one bean of {@link Surroundings}. Nothing is found by scanning. */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class
})
public class ApiBeans {
  private static final String LIVE = ApiHandler.BASE + "/live";
  private static final int COMPRESS_FROM_BYTES = 1_024;

  /** Of a request, in bytes: what is too long is refused in words by whoever reads it. */
  private static final String LONGEST_HEAD = "65536";

  private static final String[] COMPRESSED = {
    "application/json", "application/problem+json", "text/csv", "text/html", "text/plain"
  };

  @Bean
  Listings listings(Surroundings surroundings) {
    return new Listings(surroundings.directory());
  }

  @Bean
  Readings readings(Surroundings surroundings) {
    return new Readings(surroundings.store());
  }

  @Bean
  Coverages coverages(Surroundings surroundings) {
    return new Coverages(surroundings.clock()::instant);
  }

  @Bean
  Sources sources() {
    return new Sources();
  }

  @Bean
  Snapshots snapshots(
      Surroundings surroundings,
      Listings listings,
      Readings readings,
      Coverages coverages,
      Sources sources) {
    return new Snapshots(surroundings, listings, readings, coverages, sources, System::nanoTime);
  }

  @Bean
  LiveFeed liveFeed(Snapshots snapshots) {
    return new LiveFeed(snapshots);
  }

  @Bean
  ServletRegistrationBean<LiveServlet> liveServlet(LiveFeed feed) {
    ServletRegistrationBean<LiveServlet> live =
        new ServletRegistrationBean<>(new LiveServlet(feed), LIVE);
    live.setName("live");
    return live;
  }

  @Bean
  EndpointTable endpoints(Surroundings surroundings, Coverages coverages, Sources sources) {
    return new EndpointTable(
        Endpoints.of(
            coverages, new Relations(true), new Posts(), new Status(surroundings, sources)));
  }

  /** All endpoints, as one bean. */
  public record EndpointTable(List<Endpoint> all) {}

  @Bean
  ApiHandler apiHandler(
      Surroundings surroundings,
      Listings listings,
      Readings readings,
      Coverages coverages,
      EndpointTable endpoints) {
    return new ApiHandler(surroundings, listings, readings, coverages, endpoints.all());
  }

  @Bean
  RouterFunction<ServerResponse> routes(
      Surroundings surroundings,
      Listings listings,
      ApiHandler handler,
      Snapshots snapshots,
      EndpointTable endpoints,
      ObjectProvider<WebFiles> files) {
    String build = BuildName.of(surroundings.build());
    Contact contact = surroundings.contact();
    byte[] openApi = OpenApi.document(endpoints.all(), surroundings.build().version());
    Pages pages =
        new Pages(
            files.getIfAvailable(WebFiles::ofClasspath),
            new FirstData(
                handler::text,
                () -> snapshots.current().json(),
                new FirstData.About(
                    surroundings.simulated(), build, contact == null ? "" : contact.link())),
            (section, id, lang) -> PageNames.find(listings.get(), section, id, lang));
    RegistryDownload registry = new RegistryDownload();
    ApiRoutes api =
        new ApiRoutes(
            handler,
            snapshots,
            openApi,
            path ->
                registry.find(
                    path,
                    listings.get().registry(),
                    surroundings.simulated(),
                    surroundings.clock().instant()));
    PushDoor door = surroundings.door();
    return door == null
        ? api.routes().and(pages.routes())
        : api.routes().and(new PushRoutes(door).routes()).and(pages.routes());
  }

  @Bean
  FilterRegistrationBean<SafeHeaders> safeHeaders(Surroundings surroundings) {
    FilterRegistrationBean<SafeHeaders> filter =
        new FilterRegistrationBean<>(new SafeHeaders(BuildName.of(surroundings.build())));
    filter.addUrlPatterns("/*");
    return filter;
  }

  /** One virtual thread a request, since listeners of the live page wait for long. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> webServer() {
    return factory -> {
      Compression compression = new Compression();
      compression.setEnabled(true);
      compression.setMinResponseSize(DataSize.ofBytes(COMPRESS_FROM_BYTES));
      compression.setMimeTypes(COMPRESSED);
      factory.setCompression(compression);
      factory.addProtocolHandlerCustomizers(
          protocol -> protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor()));
      factory.addConnectorCustomizers(
          connector -> connector.setProperty("maxHttpRequestHeaderSize", LONGEST_HEAD));
      factory.addContextCustomizers(
          context ->
              ((StandardHost) context.getParent())
                  .setErrorReportValveClass(RefusedRequests.class.getName()));
    };
  }
}
