package org.chancery.server.api;

import java.util.List;
import org.chancery.server.api.answer.Rows;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.Parameter;
import org.chancery.server.api.sql.Reading;

/**
 * One path of the API, and all that is known of it: what it takes, what its rows are, who answers.
 * Routes and the OpenAPI document are both made from it. Immutable.
 *
 * @param path below {@code /api/v1}, with {@code {id}} for its variable part
 */
public sealed interface Endpoint {
  String path();

  String summary();

  List<Parameter<?>> parameters();

  /** What is told: a row, or the whole answer. */
  Class<?> shape();

  /** Rows in the envelope, also as CSV. */
  record Table<R>(
      String path,
      String summary,
      List<Parameter<?>> parameters,
      Class<R> shape,
      Answering<Rows<R>> answering)
      implements Endpoint {}

  /** An answer of its own form. */
  record Whole<A>(
      String path,
      String summary,
      List<Parameter<?>> parameters,
      Class<A> shape,
      Answering<A> answering)
      implements Endpoint {}

  /** A stream of events, served elsewhere and described here. */
  record Stream<A>(String path, String summary, List<Parameter<?>> parameters, Class<A> shape)
      implements Endpoint {}

  /**
   * A file, streamed elsewhere and described here.
   *
   * @param type media type
   */
  record Download(String path, String summary, String type) implements Endpoint {
    @Override
    public List<Parameter<?>> parameters() {
      return List.of();
    }

    @Override
    public Class<?> shape() {
      return byte[].class;
    }
  }

  /** Finds the answer. */
  @FunctionalInterface
  interface Answering<A> {
    A answer(Asked asked, Reading store);
  }
}
