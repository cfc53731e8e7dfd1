package org.chancery.server.api;

import java.util.List;
import org.chancery.server.api.answer.Coverages;
import org.chancery.server.api.catalogue.ActorRow;
import org.chancery.server.api.catalogue.Catalogue;
import org.chancery.server.api.catalogue.CountryRow;
import org.chancery.server.api.catalogue.MeasureRow;
import org.chancery.server.api.hashtags.Hashtags;
import org.chancery.server.api.hashtags.Tag;
import org.chancery.server.api.live.Snapshot;
import org.chancery.server.api.matrix.Matrix;
import org.chancery.server.api.matrix.Pair;
import org.chancery.server.api.posts.Post;
import org.chancery.server.api.posts.Posts;
import org.chancery.server.api.rankings.Ranked;
import org.chancery.server.api.rankings.Rankings;
import org.chancery.server.api.series.Point;
import org.chancery.server.api.series.SeriesOf;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.status.Status;
import org.chancery.server.api.status.StatusAnswer;

/** Every path of the API. */
public final class Endpoints {
  private Endpoints() {}

  public static List<Endpoint> of(
      Coverages coverages, Relations relations, Posts posts, Status status) {
    Catalogue catalogue = new Catalogue();
    return List.of(
        new Endpoint.Table<>(
            "/countries",
            "Countries of the registry",
            List.of(),
            CountryRow.class,
            catalogue::countries),
        new Endpoint.Table<>(
            "/actors",
            "Actors of the registry",
            Catalogue.ACTOR_PARAMETERS,
            ActorRow.class,
            catalogue::actors),
        new Endpoint.Table<>(
            "/actors/{id}", "One actor", List.of(), ActorRow.class, catalogue::actor),
        new Endpoint.Table<>(
            "/rankings",
            "Actors, accounts or countries by a measure, with intervals",
            Rankings.PARAMETERS,
            Ranked.class,
            new Rankings(coverages, relations)::answer),
        new Endpoint.Table<>(
            "/series",
            "A measure over time",
            SeriesOf.PARAMETERS,
            Point.class,
            new SeriesOf(coverages, relations)::answer),
        new Endpoint.Table<>(
            "/matrix",
            "Which country addresses which",
            Matrix.PARAMETERS,
            Pair.class,
            new Matrix(coverages, relations)::answer),
        new Endpoint.Table<>(
            "/hashtags",
            "Hashtags, the most used first",
            Hashtags.PARAMETERS,
            Tag.class,
            new Hashtags(relations)::answer),
        new Endpoint.Table<>(
            "/posts", "Posts, the newest first", Posts.PARAMETERS, Post.class, posts::answer),
        new Endpoint.Table<>("/posts/{id}", "One post", List.of(), Post.class, posts::one),
        new Endpoint.Table<>(
            "/dialogue",
            "Posts exchanged by two actors or countries, the oldest first",
            Posts.DIALOGUE_PARAMETERS,
            Post.class,
            posts::dialogue),
        new Endpoint.Table<>(
            "/measures",
            "What every number means",
            List.of(),
            MeasureRow.class,
            catalogue::measures),
        new Endpoint.Table<>(
            "/measures/{id}",
            "What one number means",
            List.of(),
            MeasureRow.class,
            catalogue::measure),
        new Endpoint.Whole<>(
            "/status", "How the hub does", List.of(), StatusAnswer.class, status::answer),
        new Endpoint.Stream<>(
            "/live",
            "Server-Sent Events: snapshot (id = version; Last-Event-ID resumes) and beat",
            List.of(),
            Snapshot.class));
  }
}
