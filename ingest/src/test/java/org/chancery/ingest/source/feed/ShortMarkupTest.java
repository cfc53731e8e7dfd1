package org.chancery.ingest.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What comes through is what stood there, in short pieces. */
class ShortMarkupTest {
  private static final String MUCH = "x".repeat(3 * ShortMarkup.PIECE);

  private static String through(String text) throws IOException {
    StringBuilder all = new StringBuilder();
    Random random = new Random(text.length());
    try (Reader reader = new ShortMarkup(new StringReader(text))) {
      char[] some = new char[1_000];
      for (int n = 0; n >= 0; n = reader.read(some, 0, 1 + random.nextInt(some.length))) {
        all.append(some, 0, n);
      }
    }
    return all.toString();
  }

  private static Document parsed(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setCoalescing(true);
    factory.setIgnoringComments(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "<!",
        "<!-",
        "<!--",
        "<!-->--><a>",
        "<![CDATA[",
        "<![CDATA[ ]]]]> ]] > ]]>",
        "<?",
        "<? > ??>",
        "<a b='>' c=\"<!--'\">text > \" ' <b/> </a>",
        "<a><!-- <b> ' \" ]]> ?> - -- ---></a>",
        "<![CDATA[<!-- <? ]] ]>]]><!---->",
        "<<<>>> & &amp; ]]> -->"
      })
  void what_is_short_stays_as_it_stands(String text) throws Exception {
    assertThat(through(text)).isEqualTo(text);
    assertThat(through(text + MUCH)).startsWith(text);
  }

  @Test
  void feeds_of_the_corpus_stay_as_they_stand() throws Exception {
    int files = 0;
    for (Path file : Corpus.files("feedparser/tests/wellformed")) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(through(text)).as(file.toString()).isEqualTo(text);
      files++;
    }
    assertThat(files).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<!-- %s --><a/>", "<a><!--%s---></a>", "<a><?p %s?></a>", "<a><?p %s???></a>"})
  void of_what_nobody_reads_the_beginning_comes_through(String form) throws Exception {
    String text = form.formatted(MUCH.replace("x", "- "));
    String through = through(text);
    assertThat(through.length()).isLessThan(ShortMarkup.PIECE + 100);
    assertThat(parsed(through).getDocumentElement().getNodeName()).isEqualTo("a");
  }

  /** Wherever the pieces end, also in the middle of what looks like an end. */
  @ParameterizedTest
  @ValueSource(
      strings = {"x", "]", "] ", "]]", "]]x", "]]]x", ">]", "\uD83D\uDE00", "<!--", "<![CDATA["})
  void a_long_section_says_the_same_in_several(String what) throws Exception {
    for (int shift = 0; shift < 4; shift++) {
      String content =
          "y".repeat(shift) + what.repeat(MUCH.length() / what.length()) + "]".repeat(shift);
      String through = through("<a><![CDATA[" + content + "]]></a>");
      assertThat(parsed(through).getDocumentElement().getTextContent()).isEqualTo(content);
    }
  }

  @Test
  void what_cannot_be_cut_is_refused_when_it_is_too_long() throws Exception {
    String much = "x".repeat(FeedLimits.TAG);
    for (String text :
        new String[] {
          "<a b='" + much,
          "<a" + much,
          "<a b=\">\" " + much,
          "<![CDATA[" + "]" + much.replace('x', ']')
        }) {
      assertThatThrownBy(() -> through(text)).isInstanceOf(ShortMarkup.LongTagException.class);
    }
    assertThat(through("<a>" + much + "</a>")).hasSize(FeedLimits.TAG + 7);
  }
}
