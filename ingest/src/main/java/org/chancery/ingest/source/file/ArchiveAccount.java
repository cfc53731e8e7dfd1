package org.chancery.ingest.source.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import tools.jackson.databind.JsonNode;

/** Whose archive of X it is: its posts do not say it, the file account.js beside them does. */
final class ArchiveAccount {
  private ArchiveAccount() {}

  static AccountRef beside(Path tweets) throws IOException {
    Path file = tweets.toAbsolutePath().resolveSibling("account.js");
    if (Files.isRegularFile(file)) {
      for (JsonNode node : SamplePaths.objects(Sample.of(file, null), 1)) {
        JsonNode account = Json.at(node, "account");
        AccountRef found =
            Networks.account(
                Network.X, Json.text(account, "accountId"), Json.text(account, "username"));
        if (found != null) {
          return found;
        }
      }
    }
    throw new UnusableFileException(
        tweets
            + " is from the archive of an account and does not say of which: put the archive's"
            + " account.js beside it, or name the account");
  }
}
