package org.chancery.server.api;

import java.util.List;
import java.util.stream.Stream;
import org.chancery.server.api.answer.Coverages;
import org.chancery.server.api.catalogue.ActorRow;
import org.chancery.server.api.catalogue.Actors;
import org.chancery.server.api.catalogue.Catalogue;
import org.chancery.server.api.catalogue.CountryRow;
import org.chancery.server.api.catalogue.MeasureRow;
import org.chancery.server.api.catalogue.RegistryDownload;
import org.chancery.server.api.hashtags.Hashtags;
import org.chancery.server.api.hashtags.Tag;
import org.chancery.server.api.live.Snapshot;
import org.chancery.server.api.matrix.Matrix;
import org.chancery.server.api.matrix.Pair;
import org.chancery.server.api.posts.Post;
import org.chancery.server.api.posts.Posts;
import org.chancery.server.api.presence.Presence;
import org.chancery.server.api.presence.PresencePoint;
import org.chancery.server.api.presence.PresenceRow;
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
    return Stream.concat(
            tables(coverages, relations, posts, status).stream(),
            RegistryDownload.ENDPOINTS.stream())
        .toList();
  }

  private static List<Endpoint> tables(
      Coverages coverages, Relations relations, Posts posts, Status status) {
    Catalogue catalogue = new Catalogue();
    Actors actors = new Actors();
    Presence presence = new Presence();
    return List.of(
        new Endpoint.Table<>(
            "/countries",
            "Countries of the registry",
            List.of(),
            CountryRow.class,
            catalogue::countries),
        new Endpoint.Table<>(
            "/actors", "Actors of the registry", Actors.PARAMETERS, ActorRow.class, actors::list),
        new Endpoint.Table<>("/actors/{id}", "One actor", List.of(), ActorRow.class, actors::one),
        new Endpoint.Table<>(
            "/presence",
            "Which states are on which network, at a moment",
            Presence.PARAMETERS,
            PresenceRow.class,
            presence::answer),
        new Endpoint.Table<>(
            "/presence/series",
            "How many states were on which network, over time",
            Presence.SERIES_PARAMETERS,
            PresencePoint.class,
            presence::series),
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
