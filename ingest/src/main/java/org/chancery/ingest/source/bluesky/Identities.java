package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chancery.ingest.egress.TextRecords;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is behind a handle, and what an account is called: both ways, since only a handle and a DID
 * that name each other belong together. Thread-safe.
 *
 * @see <a href="https://atproto.com/specs/handle">AT protocol, handles</a>
 */
public final class Identities {
  private static final int MOST_BYTES = 1 << 18;
  private static final Set<String> CLOSED =
      Set.of("RepoNotFound", "RepoTakendown", "RepoSuspended", "RepoDeactivated");
  private static final String PLC = "did:plc:";
  private static final String WEB = "did:web:";
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Ways.Web web;
  private final TextRecords dns;
  private final @Nullable URI service;
  private final URI directory;

  /**
   * @param service a server that looks handles up, null to ask the domain of each
   * @param directory of {@code did:plc}
   */
  public Identities(Ways.Web web, TextRecords dns, @Nullable URI service, URI directory) {
    this.web = web;
    this.dns = dns;
    this.service = service == null ? null : origin(service);
    this.directory = origin(directory);
  }

  /** Scheme and host of a server, and its port where it is named: its address without a slash. */
  static URI origin(URI server) {
    return URI.create(server.getScheme() + "://" + server.getRawAuthority());
  }

  /**
   * An account whose DID and handle name each other.
   *
   * @param pds server of its repository, scheme and host only; null when the document names none
   */
  public record Identity(String did, String handle, @Nullable URI pds) {}

  /**
   * The account of a handle.
   *
   * @throws IOException with the reason in words when there is none, or it does not answer
   */
  public Identity ofHandle(String handle) throws IOException {
    String plain = handle.toLowerCase(Locale.ROOT);
    if (!AtSyntax.isHandle(plain)) {
      throw new IOException("no handle of the AT protocol");
    }
    String did =
        service == null
            ? ofDomain(plain)
            : json(service + "/xrpc/com.atproto.identity.resolveHandle?handle=" + encoded(plain))
                .path("did")
                .asString("");
    if (!AtSyntax.isDid(did)) {
      throw new IOException("the answer is no DID");
    }
    Identity found = ofDid(did);
    if (!found.handle().equals(plain)) {
      throw new IOException("its DID calls itself otherwise");
    }
    return found;
  }

  /** What the domain says, by name and by page; either may be silent. */
  private String ofDomain(String handle) throws IOException {
    Set<String> named = Set.of();
    String silence = "";
    try {
      named = HandleWord.byName(dns, handle);
    } catch (IOException e) {
      silence = "; " + e.getMessage();
    }
    String page = null;
    try {
      String told = text("https://" + handle + "/.well-known/atproto-did").strip();
      page = AtSyntax.isDid(told) ? told : null;
      silence = page == null ? "the answer is no DID" + silence : "";
    } catch (IOException e) {
      silence = e.getMessage() + silence;
    }
    String why = silence;
    return HandleWord.agreed(named, page).orElseThrow(() -> new IOException(why));
  }

  /**
   * What a DID says of itself. Its handle is a claim until {@link #ofHandle} confirms it.
   *
   * @throws IOException with the reason in words
   */
  public Identity ofDid(String did) throws IOException {
    if (!AtSyntax.isDid(did)) {
      throw new IOException("no DID");
    }
    // a DID, and the domain in it, come from strangers too
    Ways.Answer answer =
        web.get(document(did), did.startsWith(WEB) ? directory + "/" : null, MOST_BYTES);
    JsonNode document = tree(found(answer));
    if (!document.path("id").asString("").equals(did)) {
      throw new IOException("the document is of another DID");
    }
    String handle = "";
    for (JsonNode name : document.path("alsoKnownAs")) {
      String known = name.asString("");
      if (handle.isEmpty() && known.startsWith("at://")) {
        handle = known.substring("at://".length()).toLowerCase(Locale.ROOT);
      }
    }
    if (!AtSyntax.isHandle(handle)) {
      throw new IOException("the document names no handle");
    }
    return new Identity(did, handle, pds(document).orElse(null));
  }

  /**
   * Whether the server of an account's repository gives it out; false when it was closed, suspended
   * or taken down there, or is not there any more.
   *
   * @see <a href="https://atproto.com/specs/account">AT protocol, account hosting status</a>
   * @throws IOException with the reason in words when the server cannot be found or does not say
   */
  public boolean isActive(String did) throws IOException {
    URI server = ofDid(did).pds();
    if (server == null) {
      throw new IOException("the document names no server");
    }
    Ways.Answer answer =
        web.get(
            server + "/xrpc/com.atproto.sync.getRepoStatus?did=" + encoded(did),
            teller(did, server),
            MOST_BYTES);
    JsonNode told = tree(answer.body());
    if (answer.status() == 400 && CLOSED.contains(told.path("error").asString(""))) {
      return false;
    }
    if (answer.status() != 200
        || !told.path("did").asString("").equals(did)
        || !told.path("active").isBoolean()) {
      throw new IOException("answer " + answer.status() + " tells no status");
    }
    return told.path("active").booleanValue();
  }

  /**
   * Whose word it is that a server keeps an account: the document's, written by a stranger wherever
   * it lies, but for the one server that the operator named as well.
   */
  @Nullable String teller(String did, URI server) throws IOException {
    return server.equals(service) ? null : document(did);
  }

  private String document(String did) throws IOException {
    if (did.startsWith(PLC)) {
      return directory + "/" + did;
    }
    if (did.startsWith(WEB) && AtSyntax.isHandle(did.substring(WEB.length()))) {
      return "https://" + did.substring(WEB.length()) + "/.well-known/did.json";
    }
    throw new IOException("a DID of another method than plc and web");
  }

  /** Documents are written by strangers: an address with a path, a name or a query is none. */
  private static Optional<URI> pds(JsonNode document) {
    for (JsonNode service : document.path("service")) {
      if (service.path("id").asString("").endsWith("#atproto_pds")) {
        try {
          URI at = URI.create(service.path("serviceEndpoint").asString(""));
          String path = at.getRawPath() == null ? "" : at.getRawPath();
          boolean plain =
              at.getHost() != null
                  && at.getRawUserInfo() == null
                  && at.getRawQuery() == null
                  && at.getRawFragment() == null
                  && (path.isEmpty() || path.equals("/"))
                  && ("https".equals(at.getScheme()) || "http".equals(at.getScheme()));
          return plain ? Optional.of(origin(at)) : Optional.empty();
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private String text(String url) throws IOException {
    return new String(found(web.get(url, MOST_BYTES)), StandardCharsets.UTF_8);
  }

  private static byte[] found(Ways.Answer answer) throws IOException {
    if (answer.status() != 200) {
      throw new IOException("answer " + answer.status());
    }
    return answer.body();
  }

  private JsonNode json(String url) throws IOException {
    return tree(text(url).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An answer as a tree, within limits.
   *
   * @throws IOException when it is no JSON
   */
  static JsonNode tree(byte[] answer) throws IOException {
    try {
      return JSON.readTree(answer);
    } catch (JacksonException e) {
      throw new IOException("the answer is no JSON", e);
    }
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
