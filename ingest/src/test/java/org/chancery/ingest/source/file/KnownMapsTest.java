package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exports of Meta Business Suite. No real one may be kept here: these are made by hand with the
 * header that such files have.
 */
class KnownMapsTest {
  @TempDir Path folder;

  private List<ReadItem> read(String map, String csv, String account) {
    Path file = Reading.write(folder, csv.getBytes(StandardCharsets.UTF_8));
    return Reading.all(
        file,
        FileFormat.CSV,
        KnownMaps.find(map).orElseThrow(),
        Reading.OPTIONS.withAccount(FileAccount.parse(account)));
  }

  @Test
  void posts_of_a_facebook_page() {
    List<ReadItem> items =
        read(
            "facebook-page",
            """
            Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,Is crosspost,Is share,Post type,Languages,Custom labels,Funded content status,Data comment,Date,Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares
            122158000000000001,61571000000000,Ministry,,"Joint statement, today
            #Peace",0,11/10/2025 21:00,,https://www.facebook.com/1,0,0,Photos,,,,,Lifetime,900,800,17,10,4,3
            1.22158E+17,61571000000000,Ministry,,rounded,0,11/10/2025 21:00,,https://www.facebook.com/2,0,0,Photos,,,,,Lifetime,1,1,0,0,0,0
            """,
            "facebook:mfa.example");
    assertThat(Reading.outcomes(items)).containsExactly("2 122158000000000001", "4 BAD_VALUE");
    PostSeen post = Reading.post(items.getFirst());
    assertThat(post.network()).isEqualTo(Network.FACEBOOK);
    assertThat(post.author())
        .isEqualTo(new AccountRef(Network.FACEBOOK, "61571000000000", "mfa.example"));
    assertThat(post.created()).isEqualTo(Instant.parse("2025-11-10T21:00:00Z"));
    assertThat(post.text()).isEqualTo("Joint statement, today\n#Peace");
    assertThat(post.engagement().likes()).isEqualTo(10);
    assertThat(post.engagement().replies()).isEqualTo(4);
    assertThat(post.engagement().reposts()).isEqualTo(3);
  }

  @Test
  void posts_of_an_instagram_account() {
    List<ReadItem> items =
        read(
            "instagram-page",
            """
            Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Likes,Shares,Comments,Saves,Reach,Follows
            1801,1784,mfa_example,Ministry,Caption,0,03/27/2026 06:08,https://www.instagram.com/p/x/,IG image,,Lifetime,50,9,2,1,0,40,0
            """,
            "instagram:somebody_else");
    PostSeen post = Reading.post(items.getFirst());
    assertThat(post.author()).isEqualTo(new AccountRef(Network.INSTAGRAM, "1784", "mfa_example"));
    assertThat(post.engagement().likes()).isEqualTo(9);
    assertThat(post.engagement().replies()).isEqualTo(1);
    assertThat(post.created()).isEqualTo(Instant.parse("2026-03-27T06:08:00Z"));
  }

  @Test
  void all_names_are_known_and_no_other() {
    assertThat(KnownMaps.NAMES).allMatch(name -> KnownMaps.find(name).isPresent());
    assertThat(KnownMaps.find("../secret")).isEmpty();
  }
}
