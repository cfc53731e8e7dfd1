package org.chancery.simulator.world;

import java.util.HashSet;
import java.util.Set;
import org.chancery.simulator.cast.Diplomat;
import org.chancery.simulator.speech.Topic;

/** A post of an actor while the world remembers it. Confined to the world's thread. */
final class LivePost {
  final Diplomat author;
  final Topic topic;
  final long madeMicros;
  final String language;
  private Post post;
  private boolean gone;
  private final Set<Long> marks = new HashSet<>();

  LivePost(Diplomat author, Topic topic, long madeMicros, String language, Post post) {
    this.author = author;
    this.topic = topic;
    this.madeMicros = madeMicros;
    this.language = language;
    this.post = post;
  }

  Post post() {
    return post;
  }

  boolean isGone() {
    return gone;
  }

  void revise(Post next) {
    post = next;
  }

  void remove() {
    gone = true;
  }

  /** True the first time that this account leaves this kind of mark: nobody likes a post twice. */
  boolean mark(int account, int kind) {
    return marks.add((long) account << 2 | kind);
  }

  /** Where a reply to this post stands in its thread. */
  Post.Reply replyTo() {
    Post.Reply above = post.reply();
    return new Post.Reply(above == null ? post.ref() : above.root(), post.ref());
  }
}
