package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of domains and directories, honest and not. */
class IdentitiesTest {
  private static final String DID = "did:plc:z72i7hdynmk6r22z27h6tvur";
  private final Map<String, String> documents = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private final Map<String, List<String>> texts = new HashMap<>();
  private final Identities identities = identities(null, "https://plc.example");

  private Identities identities(@Nullable URI service, String directory) {
    return new Identities(
        (url, toldBy, most) -> {
          if (toldBy != null) {
            told.put(url, toldBy);
          }
          String found = documents.get(url);
          return found == null
              ? new Ways.Answer(404, new byte[0])
              : new Ways.Answer(200, found.getBytes(StandardCharsets.UTF_8));
        },
        name -> {
          List<String> found = texts.getOrDefault(name, List.of());
          if (found == null) {
            throw new IOException("DNS does not answer for " + name);
          }
          return found;
        },
        service,
        URI.create(directory));
  }

  private void says(String handle, String did) {
    documents.put("https://" + handle + "/.well-known/atproto-did", did);
  }

  private void document(String did, String handle, String endpoint) {
    documents.put(
        "https://plc.example/" + did,
        """
        {"id":"%s","alsoKnownAs":["https://elsewhere","at://%s"],
         "service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"%s"}]}"""
            .formatted(did, handle, endpoint));
  }

  @Test
  void a_handle_and_a_did_that_name_each_other_belong_together() throws IOException {
    says("mfa.example", DID + "\n");
    document(DID, "MFA.example", "https://pds.example");
    assertThat(identities.ofHandle("mfa.EXAMPLE"))
        .isEqualTo(new Identities.Identity(DID, "mfa.example", URI.create("https://pds.example")));
    assertThat(identities.ofDid(DID).handle()).isEqualTo("mfa.example");
  }

  @Test
  void a_text_in_dns_proves_a_handle_as_the_page_does() throws IOException {
    document(DID, "mfa.example", "https://pds.example");
    texts.put("_atproto.mfa.example", List.of("v=spf1 -all", "did=" + DID));
    assertThat(identities.ofHandle("mfa.example").did()).isEqualTo(DID);
    says("mfa.example", "<html>no such page, kindly told</html>");
    assertThat(identities.ofHandle("mfa.example").did()).isEqualTo(DID);
    says("mfa.example", DID);
    assertThat(identities.ofHandle("mfa.example").did()).isEqualTo(DID);
    texts.put("_atproto.mfa.example", null);
    assertThat(identities.ofHandle("mfa.example").did()).as("DNS is silent").isEqualTo(DID);
  }

  @Test
  void words_that_differ_prove_nothing() {
    String other = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
    document(DID, "mfa.example", "https://pds.example");
    document(other, "mfa.example", "https://pds.example");
    says("mfa.example", DID);
    texts.put("_atproto.mfa.example", List.of("did=" + other));
    assertThatThrownBy(() -> identities.ofHandle("mfa.example"))
        .hasMessageContaining(DID)
        .hasMessageContaining(other);
    texts.put("_atproto.mfa.example", List.of("did=" + DID, "did=" + other));
    assertThatThrownBy(() -> identities.ofHandle("mfa.example")).hasMessageContaining("several");
    documents.remove("https://mfa.example/.well-known/atproto-did");
    assertThatThrownBy(() -> identities.ofHandle("mfa.example")).hasMessageContaining("several");
    texts.put("_atproto.mfa.example", null);
    assertThatThrownBy(() -> identities.ofHandle("mfa.example"))
        .hasMessageContaining("404")
        .hasMessageContaining("DNS does not answer");
  }

  @Test
  void the_server_that_a_document_names_is_asked_on_the_word_of_that_document() throws IOException {
    document(DID, "mfa.example", "http://127.0.0.1:8080");
    String status =
        "http://127.0.0.1:8080/xrpc/com.atproto.sync.getRepoStatus?did=" + DID.replace(":", "%3A");
    documents.put(status, "{\"did\":\"%s\",\"active\":true}".formatted(DID));
    assertThat(identities.isActive(DID)).isTrue();
    assertThat(told).containsExactly(Map.entry(status, "https://plc.example/" + DID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080", "http://127.0.0.1:8080/"})
  void the_server_that_the_operator_named_too_is_asked_on_his_word(String service)
      throws IOException {
    document(DID, "mfa.example", "http://127.0.0.1:8080");
    documents.put(
        "http://127.0.0.1:8080/xrpc/com.atproto.identity.resolveHandle?handle=mfa.example",
        "{\"did\":\"%s\"}".formatted(DID));
    documents.put(
        "http://127.0.0.1:8080/xrpc/com.atproto.sync.getRepoStatus?did=" + DID.replace(":", "%3A"),
        "{\"did\":\"%s\",\"active\":true}".formatted(DID));
    Identities operated = identities(URI.create(service), "https://plc.example/");
    assertThat(operated.ofHandle("mfa.example").did()).isEqualTo(DID);
    assertThat(operated.isActive(DID)).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void a_handle_that_its_did_does_not_know_is_nobody() {
    says("imposter.example", DID);
    document(DID, "mfa.example", "https://pds.example");
    assertThatThrownBy(() -> identities.ofHandle("imposter.example"))
        .hasMessageContaining("otherwise");
    assertThatThrownBy(() -> identities.ofHandle("silent.example")).hasMessageContaining("404");
    assertThatThrownBy(() -> identities.ofHandle("127.0.0.1")).hasMessageContaining("no handle");
  }

  @Test
  void a_document_of_another_is_none() {
    documents.put(
        "https://plc.example/" + DID,
        "{\"id\":\"did:plc:other\",\"alsoKnownAs\":[\"at://a.example\"]}");
    assertThatThrownBy(() -> identities.ofDid(DID)).hasMessageContaining("another DID");
    documents.put("https://plc.example/" + DID, "{\"id\":");
    assertThatThrownBy(() -> identities.ofDid(DID)).hasMessageContaining("no JSON");
    assertThatThrownBy(() -> identities.ofDid("did:web:localhost%3A80"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> identities.ofDid("did:key:zQ3sh")).hasMessageContaining("method");
  }

  @Test
  void a_domain_can_be_a_did() throws IOException {
    documents.put(
        "https://ministry.example/.well-known/did.json",
        "{\"id\":\"did:web:ministry.example\",\"alsoKnownAs\":[\"at://ministry.example\"]}");
    assertThat(identities.ofDid("did:web:ministry.example").handle()).isEqualTo("ministry.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user@pds.example",
        "https://pds.example/path",
        "https://pds.example?x=1",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "nonsense",
        "https://pds.example/#x"
      })
  void an_endpoint_that_is_more_than_a_host_is_none(String endpoint) throws IOException {
    document(DID, "mfa.example", endpoint);
    assertThat(identities.ofDid(DID).pds()).isNull();
  }
}
