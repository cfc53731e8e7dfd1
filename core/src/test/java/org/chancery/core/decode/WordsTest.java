package org.chancery.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Accord signé à Ségou !            | accord signe a segou",
        "l’Ukraine et l'OTAN               | l ukraine et l otan",
        "Großbritannien Łódź Ærø İstanbul  | grossbritannien lodz aero istanbul",
        "Αθήνα ΑΘΗΝΑ                       | αθηνα αθηνα",
        "Королёв Йемен їжа                 | королев йемен їжа",
        "السَّلام العــربية ٢٠٢٤            | السلام العربية 2024",
        "שָׁלוֹם                            | שלום",
        "می‌خواهم                          | میخواهم",
        "#ParisAgreement @Elysee_fr        | parisagreement elysee fr",
        "read https://www.lemonde.fr/a/b.html now | read www lemonde fr now",
        "read https://t.co/AbC123 now      | read now",
        "入場無料https://t.co/kP6P9vZhnN　鳩山 | 入場 無料 鳩山",
        "ＵＫＲＡＩＮＥ ﬁn                  | ukraine fin",
        "नमस्ते दुनिया                        | नमस्ते दुनिया",
        "한국 외교부                        | 한국 외교부",
        "外交部发言人                       | 外交部 发言 人",
        "東京でG20外相会合                  | 東京 で g20 外相 会合",
        "กระทรวงการต่างประเทศ              | กระทรวง การ ต่าง ประเทศ",
        "ສະບາຍດີ                           | ສະບາຍດີ",
      })
  void words_of_every_script(String text, String words) {
    assertThat(String.join(" ", Words.tokens(text))).isEqualTo(words);
  }

  @Test
  void a_ligature_of_four_words_is_four_words() {
    assertThat(Words.tokens("ﷺ")).containsExactly("صلى", "الله", "عليه", "وسلم");
  }

  @Test
  void the_vector_counts_positions() {
    assertThat(Words.tsvector("To be, or not to be")).isEqualTo("'to':1,5 'be':2,6 'or':3 'not':4");
    assertThat(Words.tsvector("🙂 … !")).isEmpty();
  }

  @Test
  void a_long_word_is_cut_alike_in_text_and_query() {
    String word = "é".repeat(500);
    assertThat(Words.tsvector(word)).isEqualTo("'" + "e".repeat(64) + "':1");
    assertThat(Words.tsquery(word)).contains("'" + "e".repeat(64) + "'");
    for (String ascii : new String[] {"A".repeat(500), "A".repeat(65), "A".repeat(64) + "é"}) {
      assertThat(Words.tsvector(ascii)).isEqualTo("'" + "a".repeat(64) + "':1");
      assertThat(Words.tsquery(ascii)).contains("'" + "a".repeat(64) + "'");
    }
  }

  @Test
  void a_word_keeps_255_positions_and_a_text_16383() {
    var read = TsvectorText.read(Words.tsvector("a ".repeat(300) + "b ".repeat(20_000) + "c"));
    assertThat(read.get("a")).hasSize(255).startsWith(1, 2);
    assertThat(read.get("b")).hasSize(255);
    assertThat(read).doesNotContainKey("c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "climate Ségou                     | 'climate' & 'segou'",
        "\"paris agreement\" cop           | ('paris' <-> 'agreement') & 'cop'",
        "« accord de Paris »               | ('accord' <-> 'de' <-> 'paris')",
        "l’Ukraine                         | ('l' <-> 'ukraine')",
        "climate -change                   | 'climate' & !'change'",
        "a -\"b c\"                        | 'a' & !('b' <-> 'c')",
        "e-mail - x                        | ('e' <-> 'mail') & 'x'",
        "外交部发言                         | ('外交部' <-> '发言':*)",
        "\"外交部发言人\"                   | ('外交部' <-> '发言' <-> '人')",
        "中                                | '中'",
        "한국                              | '한국':*",
        "\"open                            | 'open'",
        "a\"b\"c                           | 'a' & 'b' & 'c'",
        "O'Neil & ! ( ) <-> :* \\ ''     | ('o' <-> 'neil')",
        "'); DROP TABLE posts; --          | 'drop' & 'table' & 'posts'",
        "https://www.lemonde.fr/x          | ('www' <-> 'lemonde' <-> 'fr')",
        "-absent                           | -",
        "… -- \"\" -                       | -",
      })
  void queries(String typed, String literal) {
    assertThat(Words.tsquery(typed).orElse(null)).isEqualTo(literal);
  }

  @Test
  void a_query_of_a_thousand_words_is_cut() {
    assertThat(Words.tsquery("a ".repeat(1_000)).orElseThrow().split("&"))
        .hasSize(SearchQuery.MAX_WORDS);
  }
}
