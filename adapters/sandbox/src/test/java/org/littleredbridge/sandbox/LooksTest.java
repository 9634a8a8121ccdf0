package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.littleredbridge.sandbox.SandboxRedNote.Draft;

/// What a program that measures asks for.
class LooksTest {
  @Test
  void givenNotesOfOneMoment_whenLookedAt_thenAllAreThereNewestFirstAndTheLookIsWrittenDown() {
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0));
        var visitor = new Visitor(sandbox.url())) {
      sandbox.profilePage(100);
      // One who has no old note pinned on top.
      var creator =
          Stream.generate(() -> sandbox.join("小作者").id())
              .filter(id -> !Listings.pins(id))
              .findFirst()
              .orElseThrow();
      assertThat(sandbox.looks().first()).isEmpty();
      var ids = sandbox.publish(drafts(creator, 80));
      assertThat(sandbox.looks().shown()).isEmpty();

      var feeds = visitor.profile(creator).data().path("data").path("feeds");

      assertThat(feeds.findValuesAsText("id")).containsExactlyElementsOf(ids.reversed());
      var looks = sandbox.looks();
      assertThat(looks.count()).isEqualTo(1);
      assertThat(looks.shown()).containsOnlyKeys(ids);
      assertThat(looks.shown().values()).containsOnly(looks.first().orElseThrow());
      visitor.profile(creator);
      assertThat(sandbox.looks().count()).isEqualTo(2);
      assertThat(sandbox.looks().shown()).isEqualTo(looks.shown());
      var detail = visitor.detail(feeds.path(0)).data().path("data").path("note");
      assertThat(detail.path("desc").asText()).isEqualTo("text 79");
      assertThat(detail.path("imageList")).isEmpty();
    }
  }

  @Test
  void givenAStranger_whenSomethingIsPublished_thenNothingIs() {
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0))) {
      var creator = sandbox.join("小作者").id();
      var drafts = List.of(drafts(creator, 1).getFirst(), new Draft("nobody", "", "text"));
      assertThatThrownBy(() -> sandbox.publish(drafts)).hasMessageContaining("nobody");
      try (var visitor = new Visitor(sandbox.url())) {
        visitor.profile(creator);
      }
      assertThat(sandbox.looks().shown()).isEmpty();
      assertThatThrownBy(() -> sandbox.profilePage(0)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void givenManyWritings_whenAsked_thenNoneComesTwiceBeforeAllWereUsed() {
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0))) {
      var writings = sandbox.writings(400);
      assertThat(writings).hasSize(400).noneMatch(w -> w.text().isBlank());
      assertThat(writings.stream().distinct().count()).isGreaterThan(390);
      assertThat(sandbox.writings(0)).isEmpty();
    }
  }

  private static List<Draft> drafts(String creator, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Draft(creator, "title " + i, "text " + i))
        .toList();
  }
}
