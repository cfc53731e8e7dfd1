package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramesTest {
  private static final ColumnMap MAP =
      ColumnMap.parse(
          "{format: jsonl, network: =x, id: id, account.handle: =a, created: =2020-01-01, text: =t}");

  @TempDir Path folder;

  private List<String> json(byte[] bytes) {
    return Reading.outcomes(
        Reading.all(Reading.write(folder, bytes), FileFormat.JSONL, MAP, Reading.OPTIONS));
  }

  private List<String> json(String text) {
    return json(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void lines_arrays_and_objects_over_lines() throws IOException {
    assertThat(json("{\"id\":1}\r\n\n{\"id\":2}")).containsExactly("1 1", "3 2");
    assertThat(json("[{\"id\":1},\n {\"id\":2} ]\n")).containsExactly("1 1", "2 2");
    assertThat(json("[]")).isEmpty();
    assertThat(json("[{\"id\":1}]\n[{\"id\":2}]")).containsExactly("1 1", "2 2");
    assertThat(json("{\n\"id\":1\n}\n{\n\"id\":2}")).containsExactly("1 1", "4 2");
    assertThat(json("{\"users\":[{\"id\":1},\n{\"id\":2}],\"next\":{}}"))
        .containsExactly("1 1", "2 2");
    assertThat(json("\uFEFF{\"id\":1}\n")).containsExactly("1 1");
    assertThat(json("\uFEFF{\"id\":\"é\"}\n".getBytes(StandardCharsets.UTF_16LE)))
        .containsExactly("1 é");
  }

  @Test
  void a_broken_element_costs_itself() {
    assertThat(json("[{\"id\":1},{\"id\":},{\"id\":2},,{\"id\":\"]}\"},5]"))
        .containsExactly("1 1", "1 MALFORMED", "1 2", "1 MALFORMED", "1 ]}", "1 UNKNOWN_TYPE");
    assertThat(json("[{\"id\":1},\n{\"id\":2}")).containsExactly("1 1", "2 2", "2 MALFORMED");
    assertThat(json("[{\"id\":1},\n{\"id\":")).containsExactly("1 1", "2 MALFORMED");
    assertThat(json("[{\"id\":1}] x")).containsExactly("1 1", "1 MALFORMED");
    assertThat(json("{\"id\":1} {\n{\"id\":1}\n")).containsExactly("1 MALFORMED", "2 1");
    assertThat(json("{\"id\":1,\"id\":2}\n{\"id\":3}\n")).containsExactly("1 MALFORMED", "2 3");
  }

  @Test
  void bytes_that_are_no_text_cost_their_line_and_half_characters_are_replaced() {
    byte[] bytes =
        "{\"id\":1}\n{\"id\":\"#\"}\n{\"id\":\"a\\ud800\\u0000\"}\n"
            .getBytes(StandardCharsets.UTF_8);
    bytes[16] = (byte) 0xC0;
    assertThat(json(bytes)).containsExactly("1 1", "2 MALFORMED", "3 a\uFFFD\uFFFD");
  }

  @Test
  void depth_and_length_have_limits() throws IOException {
    String deep = "[".repeat(63) + "]".repeat(63);
    assertThat(json("{\"id\":1,\"a\":" + deep + "}\n{\"id\":2,\"a\":[" + deep + "]}\n{\"id\":3}\n"))
        .containsExactly("1 1", "2 TOO_LARGE", "3 3");
    assertThat(json("{\"id\":1}\n" + "[".repeat(1_000_000) + "\n{\"id\":2}\n"))
        .containsExactly("1 1", "2 TOO_LARGE", "3 2");
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write("{\"id\":1}\n{\"id\":2,\"a\":\"".getBytes(StandardCharsets.UTF_8));
      byte[] mebibyte = new byte[1 << 20];
      Arrays.fill(mebibyte, (byte) 'a');
      for (int i = 0; i < 200; i++) {
        gzip.write(mebibyte);
      }
      gzip.write("\"}\n{\"id\":3}\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(json(bomb.toByteArray())).containsExactly("1 1", "2 TOO_LARGE", "3 3");
  }

  @Test
  void compressed_files_joined_cut_and_damaged() throws IOException {
    byte[] one = Reading.gzip("{\"id\":1}\n");
    byte[] two = Reading.gzip("{\"id\":2}\n");
    byte[] joined = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, joined, one.length, two.length);
    assertThat(json(joined)).containsExactly("1 1", "2 2");
    assertThat(json(Zstd.compress("{\"id\":1}\n".getBytes(StandardCharsets.UTF_8))))
        .containsExactly("1 1");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      many.append("{\"id\":").append(i * 7919L % 100_003).append("}\n");
    }
    byte[] whole = Reading.gzip(many.toString());
    List<String> cut = json(Arrays.copyOf(whole, whole.length / 2));
    assertThat(cut.getLast()).endsWith("MALFORMED");
    assertThat(cut).hasSizeBetween(10_000, 99_999);
    byte[] zstd = Zstd.compress(many.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(json(Arrays.copyOf(zstd, zstd.length / 2)).getLast()).endsWith("MALFORMED");
  }

  @Test
  void reading_goes_on_where_it_stopped() throws IOException {
    String text = "[" + "{\"id\":1},\n{\"id\":},\n".repeat(500) + "{\"id\":2}]";
    Path file = Reading.write(folder, Reading.gzip(text));
    List<String> whole =
        Reading.outcomes(Reading.all(file, FileFormat.JSONL, MAP, Reading.OPTIONS));
    for (int stop : new int[] {0, 1, 500, 1_001, 2_000}) {
      List<ReadItem> items = new ArrayList<>();
      try (EventFileReader reader = EventFiles.open(file, FileFormat.JSONL, MAP, Reading.OPTIONS)) {
        assertThat(reader.skip(stop)).isEqualTo(Math.min(stop, 1_001));
        while (reader.next(items::add)) {
          assertThat(items.getLast().record()).isEqualTo(reader.position());
        }
        assertThat(reader.share()).isEqualTo(1);
      }
      assertThat(Reading.outcomes(items))
          .isEqualTo(whole.subList(Math.min(stop, whole.size()), whole.size()));
    }
  }

  @Test
  void rejects_are_written_one_a_line_without_hostile_texts() throws IOException {
    String hostile = "\u202e\n" + "x".repeat(100_000);
    List<ReadItem> items =
        Reading.text(
            folder,
            FileFormat.EVENTS,
            "{\"type\":\"" + hostile.replace("\n", "\\n") + "\",\"network\":\"x\"}");
    Path path;
    try (RejectsFile rejects = RejectsFile.in(folder, Reading.NOW.instant())) {
      path = rejects.path();
      assertThat(path).doesNotExist();
      rejects.add(Path.of("a\nb.jsonl"), 3, Reading.rejected(items.getFirst()));
      assertThat(rejects.counts()).hasSize(1);
    }
    assertThat(path.getFileName().toString()).isEqualTo("rejects-20261121T000000.000Z.jsonl");
    List<String> lines = Files.readAllLines(path);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .contains("\"line\":3", "UNKNOWN_TYPE", "a\\nb.jsonl")
        .doesNotContain("\u202e")
        .hasSizeLessThan(400);
  }
}
