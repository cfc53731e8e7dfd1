package org.chancery.ingest.registry.sync;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.registry.Wording;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Resolves a handle to its DID as atproto does it over HTTPS ({@code /.well-known/atproto-did},
 * else {@code com.atproto.identity.resolveHandle}; DNS is left to the latter), then asks the DID's
 * document whether it claims the handle: only both together prove it. Thread-safe.
 */
final class BlueskyCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern DID =
      Pattern.compile("did:(plc:[a-z2-7]{24}|web:[A-Za-z0-9.-]{1,253})");

  private final Asking asking;
  private final Addresses addresses;

  BlueskyCheck(Asking asking, Addresses addresses) {
    this.asking = asking;
    this.addresses = addresses;
  }

  Learnt check(AccountRow account) {
    String handle = account.handle();
    if (handle.startsWith("did:")) {
      return document(account, handle, "");
    }
    String wellKnown = addresses.site().apply(handle) + "/.well-known/atproto-did";
    Outcome own = asking.fetch(Ask.api(wellKnown));
    if (own instanceof Outcome.Answered a && a.status() == 200) {
      String did = new String(a.body(), 0, Math.min(300, a.body().length), StandardCharsets.UTF_8);
      if (DID.matcher(did.strip()).matches()) {
        return document(
            account, did.strip(), "https://%s/.well-known/atproto-did".formatted(handle));
      }
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
          ? new Learnt(
              account,
              Learnt.Result.GONE,
              null,
              "the handle resolves to nobody",
              addresses.appview())
          : none(account, Wording.shown(message));
    }
    String did = json.map(node -> node.path("did").asString("")).orElse("");
    if (answer.status() != 200 || !DID.matcher(did).matches()) {
      return none(account, Asking.why(answer) + ", no DID in the answer");
    }
    return document(account, did, "com.atproto.identity.resolveHandle");
  }

  private Learnt document(AccountRow account, String did, String by) {
    String url =
        did.startsWith("did:plc:")
            ? addresses.plc() + "/" + did
            : addresses.site().apply(did.substring("did:web:".length())) + "/.well-known/did.json";
    Outcome asked = asking.fetch(Ask.api(url));
    if (!(asked instanceof Outcome.Answered answer) || answer.status() != 200) {
      boolean isGone =
          asked instanceof Outcome.Answered a && (a.status() == 404 || a.status() == 410);
      return isGone
          ? new Learnt(account, Learnt.Result.GONE, did, "the DID has no document any more", by)
          : none(account, "the document of %s: %s".formatted(did, Asking.why(asked)));
    }
    Optional<JsonNode> json = json(answer);
    if (json.isEmpty()) {
      return none(account, "the document of %s is no JSON".formatted(did));
    }
    String claimed = "";
    for (JsonNode name : json.get().path("alsoKnownAs")) {
      if (claimed.isEmpty() && name.asString("").startsWith("at://")) {
        claimed = name.asString("").substring("at://".length());
      }
    }
    boolean isDidOnly = account.handle().startsWith("did:");
    if (!isDidOnly && !claimed.equalsIgnoreCase(account.handle())) {
      return none(
          account,
          "%s is named by the handle, but calls itself %s".formatted(did, Wording.shown(claimed)));
    }
    return compared(account, did, isDidOnly ? claimed : "", by);
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
