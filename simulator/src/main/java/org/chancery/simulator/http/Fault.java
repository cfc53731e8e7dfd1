package org.chancery.simulator.http;

/** What a server does wrong with one answer, or in one stream. */
public enum Fault {
  /** The answer is whole and comes byte by byte. */
  SLOW,
  /** The head comes, then a byte now and then until the client goes. */
  DRIPPING,
  /** The connection ends before anything came; a stream ends without a word. */
  CUT,
  /** The connection ends in the middle of the body, or of a message. */
  TORN,
  /** A body, or a message, beyond what anybody should take. */
  HUGE,
  /** A small body that unpacks to a gibibyte. */
  BOMB,
  /** A body of nothing but opening tags. */
  DEEP,
  /** {@code Content-Length} tells less than comes. */
  LYING_LENGTH,
  /** {@code Content-Type} tells of an image. */
  LYING_TYPE,
  /** {@code Content-Encoding} tells of gzip, and it is none. */
  LYING_ENCODING,
  /** Not modified, by the tag and the time of what was changed since. */
  LYING_ETAG,
  /** A redirect into redirects without end. */
  REDIRECT_LOOP,
  /** A redirect for good to another host. */
  REDIRECT_ELSEWHERE,
  /** A redirect to an address that nobody may be led to. */
  REDIRECT_FORBIDDEN,
  /** What is listed is shuffled; neighbours in a stream change places. */
  OUT_OF_ORDER,
  /** All that is listed, or each message, comes twice. */
  DUPLICATED,
  /** It is accepted and never answered; a stream opens and says nothing. */
  SILENT,
  /** 429 with {@code Retry-After}. */
  LIMITED,
  /** 503 with {@code Retry-After}. */
  UNAVAILABLE,
  /** 410. */
  GONE,
  /** Bytes that are no HTTP; a message that is no JSON. */
  GARBAGE,
  /** 200 and no body. */
  EMPTY
}
