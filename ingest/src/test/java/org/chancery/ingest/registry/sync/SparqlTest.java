package org.chancery.ingest.registry.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionBase1;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.RegistryFiles;
import org.chancery.ingest.registry.list.Candidate;
import org.chancery.ingest.registry.list.CountryNames;
import org.chancery.ingest.registry.list.Handed;
import org.chancery.ingest.registry.list.ListFormat;
import org.chancery.ingest.registry.list.Listed;
import org.chancery.ingest.registry.list.Lists;
import org.chancery.ingest.registry.list.RejectCause;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query that is sent to Wikidata, run by another SPARQL engine (Apache Jena) over a small
 * graph in Wikidata's form, and its answer read as Wikidata's is. The prefixes and the function
 * {@code isSomeValue} are what Wikidata's service adds to SPARQL; Wikidata itself was not asked.
 */
class SparqlTest {
  private static final String PREFIXES =
      """
      PREFIX wd: <http://www.wikidata.org/entity/>
      PREFIX wdt: <http://www.wikidata.org/prop/direct/>
      PREFIX p: <http://www.wikidata.org/prop/>
      PREFIX ps: <http://www.wikidata.org/prop/statement/>
      PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
      PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
      PREFIX wikibase: <http://wikiba.se/ontology#>
      PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
      """;
  private static final String UNKNOWN = "http://www.wikidata.org/.well-known/genid/";
  private static Model graph;

  @TempDir Path dir;

  /** An unknown value, which Wikidata's service writes as an IRI of its own. */
  public static final class IsSomeValue extends FunctionBase1 {
    @Override
    public NodeValue exec(NodeValue value) {
      return NodeValue.makeBoolean(
          value.asNode().isURI() && value.asNode().getURI().startsWith(UNKNOWN));
    }
  }

  @BeforeAll
  static void load() throws IOException {
    FunctionRegistry.get().put("http://wikiba.se/ontology#isSomeValue", IsSomeValue.class);
    graph = ModelFactory.createDefaultModel();
    try (InputStream turtle = SparqlTest.class.getResourceAsStream("wikidata.ttl")) {
      RDFDataMgr.read(graph, turtle, Lang.TURTLE);
    }
  }

  private Listed answer(String name, String query) throws IOException {
    Path file = dir.resolve(name + ".json");
    try (QueryExecution run =
            QueryExecutionFactory.create(QueryFactory.create(PREFIXES + query), graph);
        OutputStream out = Files.newOutputStream(file)) {
      ResultSetFormatter.outputAsJSON(out, run.execSelect());
    }
    assertThat(Lists.recognise(file))
        .as("as a person would hand it in")
        .contains(ListFormat.WIKIDATA);
    CountryNames countries =
        new CountryNames(List.of(country("FRA", "France"), country("ITA", "Italy")));
    return Lists.read(
        ListFormat.WIKIDATA,
        List.of(file),
        new Handed(countries, "made by hand", "2026-01-01", null, null));
  }

  private Listed answer(String name) throws IOException {
    return answer(name, WikidataQueries.text(name));
  }

  private static Country country(String code, String name) {
    return new Country(code, name, name, "un-member", null, 0, 0, List.of(), "test");
  }

  private static Candidate one(Listed listed, String name) {
    return listed.candidates().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void each_query_that_is_shipped_is_tested_here() throws IOException, URISyntaxException {
    Path folder = Path.of(RegistryFiles.class.getResource("wikidata/heads.rq").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".rq")))
          .containsExactlyInAnyOrder(
              Stream.concat(WikidataQueries.FIXED.stream(), Stream.of(WikidataQueries.BY_ITEM))
                  .map(name -> name + ".rq")
                  .toArray(String[]::new));
    }
  }

  @Test
  void heads() throws IOException {
    Listed listed = answer("heads");
    assertThat(listed.candidates())
        .extracting(Candidate::name)
        .containsExactlyInAnyOrder("Head Now", "Head Before", "Government Since Some Year");
    Candidate now = one(listed, "Head Now");
    assertThat(now.voice()).isEqualTo(Voice.PERSON);
    assertThat(now.kind()).isEqualTo(ActorKind.OFFICIAL);
    assertThat(now.country()).isEqualTo("FRA");
    assertThat(now.wikidata()).isEqualTo("Q201");
    assertThat(now.nameFr()).isEqualTo("Chef actuel");
    assertThat(now.website()).isEqualTo("https://head.example");
    assertThat(now.tenures())
        .extracting(
            Candidate.TenureFact::office, Candidate.TenureFact::from, Candidate.TenureFact::to)
        .containsExactly(tuple(ActorKind.HEAD_OF_STATE, "2017-05-14", null));
    assertThat(now.accounts())
        .extracting(
            Candidate.AccountFact::network,
            Candidate.AccountFact::handle,
            Candidate.AccountFact::nativeId)
        .containsExactlyInAnyOrder(
            tuple(Network.X, "HeadNow", "1001"),
            tuple(Network.BLUESKY, "head.example", null),
            tuple(Network.MASTODON, "@head@social.example", null));
    assertThat(one(listed, "Head Before").tenures())
        .extracting(Candidate.TenureFact::from, Candidate.TenureFact::to)
        .containsExactly(tuple("2010-03-01", "2017-05-14"));
    assertThat(one(listed, "Government Since Some Year").tenures())
        .extracting(Candidate.TenureFact::office, Candidate.TenureFact::from)
        .containsExactly(tuple(ActorKind.HEAD_OF_GOVERNMENT, null));
    assertThat(listed.rejectsByCause()).containsOnlyKeys(RejectCause.IMPRECISE_DATE);
  }

  @Test
  void foreign_ministers() throws IOException {
    Listed listed = answer("foreign-ministers");
    assertThat(listed.candidates())
        .extracting(Candidate::name, Candidate::country)
        .containsExactlyInAnyOrder(
            tuple("Minister Now", "FRA"), tuple("Minister With A Planned End", "ITA"));
    assertThat(one(listed, "Minister Now").tenures())
        .extracting(
            Candidate.TenureFact::office, Candidate.TenureFact::country, Candidate.TenureFact::from)
        .containsExactly(tuple(ActorKind.FOREIGN_MINISTER, "FRA", "2015-06-02"));
    assertThat(one(listed, "Minister Now").accounts())
        .extracting(Candidate.AccountFact::handle)
        .containsExactly("MinisterNow");
  }

  @Test
  void ministries() throws IOException {
    Listed listed = answer("ministries");
    assertThat(listed.candidates())
        .extracting(Candidate::name, Candidate::kind, Candidate::voice, Candidate::country)
        .containsExactly(tuple("Ministry", ActorKind.FOREIGN_MINISTRY, Voice.INSTITUTION, "FRA"));
    assertThat(listed.candidates().getFirst().accounts())
        .extracting(Candidate.AccountFact::network, Candidate.AccountFact::handle)
        .containsExactlyInAnyOrder(
            tuple(Network.BLUESKY, "mfa.example"),
            tuple(Network.FEED, "https://mfa.example/feed"),
            tuple(Network.YOUTUBE, "UCministry00000000000000"));
  }

  @Test
  void organisations() throws IOException {
    Listed listed = answer("organisations");
    assertThat(listed.candidates())
        .extracting(Candidate::name, Candidate::kind)
        .containsExactly(tuple("Organisation", ActorKind.INTERGOVERNMENTAL));
    assertThat(listed.candidates().getFirst().accounts())
        .extracting(Candidate.AccountFact::handle, Candidate.AccountFact::nativeId)
        .containsExactly(tuple("TheOrg", "1005"));
  }

  @Test
  void accounts_of_items_that_the_registry_names() throws IOException {
    Listed listed =
        answer(
            "accounts",
            WikidataQueries.text("accounts")
                .replace(
                    "#ITEMS#",
                    "(wd:Q401 \"foreign-ministry\" \"institution\")(wd:Q201 \"official\" \"person\")"));
    assertThat(listed.candidates())
        .extracting(Candidate::wikidata, Candidate::kind, Candidate::voice)
        .containsExactlyInAnyOrder(
            tuple("Q401", ActorKind.FOREIGN_MINISTRY, Voice.INSTITUTION),
            tuple("Q201", ActorKind.OFFICIAL, Voice.PERSON));
    assertThat(one(listed, "Head Now").accounts())
        .extracting(Candidate.AccountFact::handle)
        .contains("HeadNow", "head.example")
        .doesNotContain("HeadLeft", "HeadWrong");
  }
}
