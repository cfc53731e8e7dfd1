package org.chancery.ingest.source.x;

import java.io.IOException;
import java.nio.file.Path;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.Tap;
import org.jspecify.annotations.Nullable;

/**
 * X by its API: posts of listed accounts as they come, what was missed from their timelines, whom
 * they follow, and what X says is gone. What it brings may be shown, and nothing else.
 */
public record XTap(String source, XSettings settings, XWays.Ref ways) implements Tap {
  @Override
  public Network network() {
    return Network.X;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public boolean displayOnly() {
    return true;
  }

  @Override
  public boolean before(String first, String second) {
    return XPlace.parse(first).compareTo(XPlace.parse(second)) < 0;
  }

  @Override
  public TapReader open(@Nullable String cursor, String part) throws IOException {
    XWays means = ways.get();
    XToken token = XToken.read(Path.of(settings.token()));
    return new XReader(
        settings,
        means,
        new XApi(means.egress(), token, settings.api(), means.clock()),
        cursor == null ? null : XPlace.parse(cursor));
  }
}
