package org.chancery.simulator.speech;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chancery.simulator.chance.Chance;
import org.jspecify.annotations.Nullable;

/**
 * The phrases of one language, read from {@code phrases/LANG.txt}: lines {@code topic: template},
 * {@code matters:} words separated by {@code |}, and {@code tags TOPIC:} hashtags separated by
 * blanks. Immutable.
 */
public final class Phrasebook {
  private final String language;
  private final Map<Topic, List<Phrase>> phrases = new EnumMap<>(Topic.class);
  private final Map<Topic, List<String>> tags = new EnumMap<>(Topic.class);
  private List<String> matters = List.of();

  private Phrasebook(String language) {
    this.language = language;
  }

  public String language() {
    return language;
  }

  /** Hashtags that this language has for a topic; may be empty. */
  public List<String> tags(Topic topic) {
    return tags.getOrDefault(topic, List.of());
  }

  /** Speaks one phrase of the topic. */
  public RichText say(Saying saying, CountryNames names, Chance chance) {
    List<Phrase> choice = phrases.getOrDefault(saying.topic(), List.of());
    Phrase phrase = chance.pick(choice);
    RichText.Builder out = new RichText.Builder();
    Saying.@Nullable Addressee addressee = saying.addressee();
    boolean named = phrase.parts().contains(new Phrase.Part.Open(Slot.MENTION));
    if (addressee != null && !named) out.mention(addressee.handle(), addressee.did()).say(" ");
    for (Phrase.Part part : phrase.parts()) {
      switch (part) {
        case Phrase.Part.Words words -> out.say(words.text());
        case Phrase.Part.Open open -> fill(out, open.slot(), saying, names, chance);
      }
    }
    for (String tag : saying.tags()) {
      out.say(" ");
      if (saying.tagsMarked()) out.tag(tag);
      else out.plainTag(tag);
    }
    String link = saying.link();
    if (link != null) out.say(" ").link(link);
    return out.build();
  }

  private void fill(
      RichText.Builder out, Slot slot, Saying saying, CountryNames names, Chance chance) {
    switch (slot) {
      case MENTION -> {
        Saying.@Nullable Addressee addressee = saying.addressee();
        if (addressee == null) out.say(names.in(language, saying.countryCode()));
        else out.mention(addressee.handle(), addressee.did());
      }
      case COUNTRY -> out.say(names.in(language, saying.countryCode()));
      case MATTER -> out.say(chance.pick(matters));
      case PLACE -> out.say(saying.place());
      case NUMBER -> out.say(Integer.toString(2 + chance.nextInt(97)));
    }
  }

  static Phrasebook load(String language) {
    Phrasebook book = new Phrasebook(language);
    var stream = Phrasebook.class.getResourceAsStream("phrases/" + language + ".txt");
    if (stream == null) throw new IllegalArgumentException("no phrases for language " + language);
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine())
        book.read(line.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Topic topic : Topic.values()) {
      if (!book.phrases.containsKey(topic))
        throw new IllegalStateException(language + " has no phrase for " + topic);
    }
    return book;
  }

  private void read(String line) {
    if (line.isEmpty() || line.startsWith("//")) return;
    int colon = line.indexOf(':');
    if (colon < 0)
      throw new IllegalArgumentException(
          "phrases of %s: no colon in: %s".formatted(language, line));
    String key = line.substring(0, colon);
    String value = line.substring(colon + 1).strip();
    if (key.equals("matters")) {
      matters = List.of(value.split("\\|"));
    } else if (key.startsWith("tags ")) {
      tags.put(topic(key.substring(5)), List.of(value.split(" ")));
    } else {
      phrases.computeIfAbsent(topic(key), topic -> new ArrayList<>()).add(Phrase.parse(value));
    }
  }

  private static Topic topic(String name) {
    return Topic.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
