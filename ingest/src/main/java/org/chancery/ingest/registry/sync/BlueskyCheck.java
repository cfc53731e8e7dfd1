package org.chancery.ingest.registry.sync;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.egress.TextRecords;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.source.bluesky.HandleWord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Resolves a handle to its DID as atproto does it: by the words of its domain ({@link HandleWord}),
 * else by {@code com.atproto.identity.resolveHandle}. Then asks the DID's document whether it
 * claims the handle: only both together prove it. Where they do not, the document of the DID in the
 * registry tells where the account went. Thread-safe.
 */
final class BlueskyCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern DID =
      Pattern.compile("did:(plc:[a-z2-7]{24}|web:[A-Za-z0-9.-]{1,253})");

  private final Asking asking;
  private final TextRecords dns;
  private final Addresses addresses;

  BlueskyCheck(Asking asking, TextRecords dns, Addresses addresses) {
    this.asking = asking;
    this.dns = dns;
    this.addresses = addresses;
  }

  Learnt check(AccountRow account) {
    String handle = account.handle();
    if (handle.startsWith("did:")) {
      return proved(account, handle, "", null);
    }
    String wellKnown = addresses.site().apply(handle) + "/.well-known/atproto-did";
    String page = page(wellKnown);
    try {
      Optional<String> own = HandleWord.agreed(named(handle), page);
      if (own.isPresent()) {
        String by =
            page == null
                ? "TXT _atproto." + handle
                : "https://%s/.well-known/atproto-did".formatted(handle);
        return proved(account, own.get(), by, wellKnown);
      }
    } catch (IOException e) {
      return none(account, String.valueOf(e.getMessage()));
    }
    String query =
        "/xrpc/com.atproto.identity.resolveHandle?handle="
            + URLEncoder.encode(handle, StandardCharsets.UTF_8);
    Outcome asked = asking.fetch(Ask.api(addresses.appview() + query));
    if (!(asked instanceof Outcome.Answered answer)) {
      return none(account, Asking.why(asked));
    }
    Optional<JsonNode> json = json(answer);
    if (answer.status() == 400 && json.isPresent()) {
      // the method answers 400 both for an unknown handle and for a wrong question
      String message = json.get().path("message").asString("");
      return message.toLowerCase(java.util.Locale.ROOT).contains("unable to resolve handle")
          ? unresolved(account)
          : none(account, Wording.shown(message));
    }
    String did = json.map(node -> node.path("did").asString("")).orElse("");
    if (answer.status() != 200 || !DID.matcher(did).matches()) {
      return none(account, Asking.why(answer) + ", no DID in the answer");
    }
    return proved(account, did, "com.atproto.identity.resolveHandle", addresses.appview());
  }

  private @Nullable String page(String wellKnown) {
    if (asking.fetch(Ask.api(wellKnown)) instanceof Outcome.Answered a && a.status() == 200) {
      String did = new String(a.body(), 0, Math.min(300, a.body().length), StandardCharsets.UTF_8);
      return DID.matcher(did.strip()).matches() ? did.strip() : null;
    }
    return null;
  }

  /** A resolver that does not answer is no word against anybody. */
  private Set<String> named(String handle) {
    try {
      return HandleWord.byName(dns, handle).stream()
          .filter(did -> DID.matcher(did).matches())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      return Set.of();
    }
  }

  private Learnt unresolved(AccountRow account) {
    String known = account.nativeId();
    return known != null && DID.matcher(known).matches()
        ? left(account, known, document(known, null), "resolves to nobody", addresses.appview())
        : new Learnt(
            account,
            Learnt.Result.GONE,
            null,
            "the handle resolves to nobody",
            addresses.appview());
  }

  /**
   * What a DID's document tells.
   *
   * @param handle that it claims, empty when none
   * @param trouble why there is no document, empty when there is one
   */
  private record Document(boolean isGone, String handle, String trouble) {}

  /**
   * @param teller address of who told the DID, null when it stands in the registry
   */
  private Document document(String did, @Nullable String teller) {
    String url =
        did.startsWith("did:plc:")
            ? addresses.plc() + "/" + did
            : addresses.site().apply(did.substring("did:web:".length())) + "/.well-known/did.json";
    boolean told = teller != null && did.startsWith("did:web:");
    Outcome asked = asking.fetch(told ? Ask.api(url).toldBy(teller) : Ask.api(url));
    if (!(asked instanceof Outcome.Answered answer) || answer.status() != 200) {
      boolean isGone =
          asked instanceof Outcome.Answered a && (a.status() == 404 || a.status() == 410);
      return new Document(isGone, "", "the document of %s: %s".formatted(did, Asking.why(asked)));
    }
    Optional<JsonNode> json = json(answer);
    if (json.isEmpty()) {
      return new Document(false, "", "the document of %s is no JSON".formatted(did));
    }
    for (JsonNode name : json.get().path("alsoKnownAs")) {
      if (name.asString("").startsWith("at://")) {
        return new Document(false, name.asString("").substring("at://".length()), "");
      }
    }
    return new Document(false, "", "");
  }

  private Learnt proved(AccountRow account, String did, String by, @Nullable String teller) {
    Document document = document(did, teller);
    boolean isDidOnly = account.handle().startsWith("did:");
    boolean isNamed = isDidOnly || document.handle().equalsIgnoreCase(account.handle());
    if (document.trouble().isEmpty() && isNamed) {
      return compared(account, did, isDidOnly ? document.handle() : "", by);
    }
    String known = account.nativeId();
    if (known != null && !isDidOnly && DID.matcher(known).matches()) {
      return did.equals(known)
          ? left(account, did, document, "names that DID, which does not claim it", by)
          : taken(account, known, did, by);
    }
    if (document.isGone()) {
      return new Learnt(account, Learnt.Result.GONE, did, "the DID has no document any more", by);
    }
    return none(
        account,
        document.trouble().isEmpty()
            ? "%s is named by the handle, but calls itself %s"
                .formatted(did, Wording.shown(document.handle()))
            : document.trouble());
  }

  /** The handle names another DID, which does not claim it: where is the registry's? */
  private Learnt taken(AccountRow account, String known, String did, String by) {
    Learnt now = left(account, known, document(known, null), "names %s".formatted(did), by);
    return now.result() == Learnt.Result.MOVED
        ? now
        : new Learnt(
            account,
            Learnt.Result.ID_CHANGED,
            did,
            "the handle now names %s, in the registry %s".formatted(did, known),
            by);
  }

  /** The handle is not proved any more: the document of the registry's DID tells its new one. */
  private static Learnt left(
      AccountRow account, String did, Document document, String handleNow, String by) {
    if (document.isGone()) {
      return new Learnt(account, Learnt.Result.GONE, did, "the DID has no document any more", by);
    }
    if (!document.trouble().isEmpty()) {
      return none(account, document.trouble());
    }
    if (document.handle().isEmpty() || document.handle().equalsIgnoreCase(account.handle())) {
      return none(
          account,
          "%s calls itself %s, but the handle %s"
              .formatted(did, Wording.shown(document.handle()), handleNow));
    }
    return new Learnt(
        account,
        Learnt.Result.MOVED,
        document.handle(),
        "%s calls itself %s".formatted(did, Wording.shown(document.handle())),
        "document of " + did);
  }

  private static Learnt compared(AccountRow account, String did, String handle, String by) {
    String source = by.isEmpty() ? "document of " + did : by + "; document of " + did;
    if (account.nativeId() == null) {
      boolean isHandle = account.handle().equals(did);
      return isHandle && !handle.isEmpty()
          ? new Learnt(
              account, Learnt.Result.MOVED, handle, "is called " + Wording.shown(handle), source)
          : new Learnt(account, Learnt.Result.ID_FOUND, did, "its DID is " + did, source);
    }
    return account.nativeId().equals(did)
        ? new Learnt(
            account, Learnt.Result.CONFIRMED, did, "handle and DID name each other", source)
        : new Learnt(
            account,
            Learnt.Result.ID_CHANGED,
            did,
            "the handle now belongs to %s, in the registry to %s"
                .formatted(did, account.nativeId()),
            source);
  }

  private static Optional<JsonNode> json(Outcome.Answered answer) {
    try {
      return Optional.of(JSON.readTree(answer.body()));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Learnt none(AccountRow account, String why) {
    return new Learnt(account, Learnt.Result.NO_ANSWER, null, why, "");
  }
}
