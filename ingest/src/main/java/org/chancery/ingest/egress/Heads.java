package org.chancery.ingest.egress;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.impl.io.LenientHttpResponseParser;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads the heads of answers on one connection as the library does, and bounds how many of them may
 * only say that another comes (1xx, RFC 9110 section 15.2): the library passes over any number.
 * Used by one thread at a time.
 */
final class Heads extends LenientHttpResponseParser {
  private static final int MOST_INTERIM = 10;

  private int interim;

  Heads(Http1Config limits) {
    super(BasicLineParser.INSTANCE, null, limits); // as the library does where nothing is said
  }

  @Override
  public @Nullable ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    ClassicHttpResponse head = super.parse(buffer, in);
    interim = head != null && head.getCode() < 200 ? interim + 1 : 0;
    if (interim > MOST_INTERIM) {
      throw new MessageConstraintException("more than %d interim answers".formatted(MOST_INTERIM));
    }
    return head;
  }
}
