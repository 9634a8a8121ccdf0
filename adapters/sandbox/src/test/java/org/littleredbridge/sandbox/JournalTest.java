package org.littleredbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The world outlives a restart. Nothing is written at the end, so a copy of the file at any moment
/// is what a killed program leaves.
class JournalTest {
  @TempDir Path folder;

  @Test
  void givenARestart_whenReadAgain_thenNotesCommentsEditsAndTokensAreTheSame() throws IOException {
    var file = folder.resolve("deep/world.journal");
    var killed = folder.resolve("killed.journal");
    JsonNode card;
    String before;
    String ids;
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0).withJournal(file));
        var visitor = new Visitor(sandbox.url())) {
      visitor.post("/_sandbox/creators", "{\"name\":\"新来的\"}");
      card = visitor.published(",\"textEn\":\"text\"");
      visitor.put("/_sandbox/notes/" + id(card), "{\"title\":\"改题\",\"titleEn\":\"new title\"}");
      visitor.comment(card, "记住我");
      visitor.post("/api/v1/feeds/like", Visitor.note(card).toString());
      var gone = visitor.published("");
      visitor.delete("/_sandbox/notes/" + id(gone));
      before = visitor.comments(card).toString();
      ids = allIds(visitor);
      Files.copy(file, killed);
    }
    Files.writeString(killed, "{\"change\":\"publ", StandardOpenOption.APPEND);

    for (int start = 0; start < 2; start++) {
      try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0).withJournal(killed));
          var visitor = new Visitor(sandbox.url())) {
        assertThat(allIds(visitor)).isEqualTo(ids);
        assertThat(visitor.comments(card).toString()).isEqualTo(before);
        var note = visitor.detail(card).data().path("data").path("note");
        assertThat(note.path("title").asText()).isEqualTo("改题");
        assertThat(note.path("interactInfo").path("liked").asBoolean()).isTrue();
        assertThat(sandbox.phrasebook()).containsEntry("改题", "new title");
        assertThat(sandbox.creators().getLast().name()).isEqualTo("新来的");
      }
    }
  }

  @Test
  void givenATornLine_whenWritingGoesOn_thenTheNextStartReadsEverything() throws IOException {
    var file = folder.resolve("world.journal");
    SandboxRedNote.start(SandboxConfig.still(0).withJournal(file)).close();
    Files.writeString(file, "{\"change\":\"commen", StandardOpenOption.APPEND);
    JsonNode card;
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0).withJournal(file));
        var visitor = new Visitor(sandbox.url())) {
      card = visitor.published("");
    }
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0).withJournal(file));
        var visitor = new Visitor(sandbox.url())) {
      assertThat(visitor.detail(card).status()).isEqualTo(200);
    }
  }

  @Test
  void givenAnUnansweredComment_whenStartedAgain_thenItIsAnswered() {
    var file = folder.resolve("world.journal");
    JsonNode card;
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0).withJournal(file));
        var visitor = new Visitor(sandbox.url())) {
      card = visitor.published("");
      visitor.comment(card, "还在吗");
    }
    var lively =
        SandboxConfig.demo(0, Optional.of(file))
            .withNewNotes(Duration.ofHours(1), Duration.ofHours(1))
            .withAnswers(Duration.ZERO, Duration.ofMillis(5));
    try (var sandbox = SandboxRedNote.start(lively);
        var visitor = new Visitor(sandbox.url())) {
      Visitor.await("an answer", () -> visitor.comments(card).size() > 1);
    }
  }

  @Test
  void givenALineThatIsNoneOfOurs_whenStarted_thenTheSentenceNamesFileAndLine() throws IOException {
    var file = folder.resolve("world.journal");
    Files.writeString(file, "{\"change\":\"liked\",\"note\":\"x\",\"liked\":true}\nnonsense\n");

    assertThatThrownBy(() -> SandboxRedNote.start(SandboxConfig.still(0).withJournal(file)))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("world.journal")
        .hasMessageContaining("line 2")
        .hasMessageContaining("Move it away");
    assertThat(Files.readString(file)).contains("nonsense");
  }

  @Test
  void givenAJournalInUse_whenASecondSandboxStarts_thenItIsRefused() {
    var file = folder.resolve("world.journal");
    var config = SandboxConfig.still(0).withJournal(file);
    try (var _ = SandboxRedNote.start(config)) {
      assertThatThrownBy(() -> SandboxRedNote.start(config))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("in use");
    }
    SandboxRedNote.start(config).close();
  }

  @Test
  void givenManyChangesOfTheSameThing_whenStartedAgain_thenTheFileIsShortAndTheWorldTheSame()
      throws IOException {
    var file = folder.resolve("world.journal");
    JsonNode card;
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0).withJournal(file));
        var visitor = new Visitor(sandbox.url())) {
      card = visitor.published("");
      for (int i = 0; i < 600; i++) {
        visitor.put("/_sandbox/notes/" + id(card), "{\"text\":\"第%d版\"}".formatted(i));
      }
    }
    long before = Files.size(file);
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0).withJournal(file));
        var visitor = new Visitor(sandbox.url())) {
      visitor.comment(card, "压缩之后");
    }
    assertThat(Files.size(file)).isLessThan(before);
    try (var sandbox = SandboxRedNote.start(SandboxConfig.still(0).withJournal(file));
        var visitor = new Visitor(sandbox.url())) {
      assertThat(visitor.detail(card).data().path("data").path("note").path("desc").asText())
          .isEqualTo("第599版");
      assertThat(visitor.comments(card)).hasSize(1);
    }
  }

  private static String id(JsonNode card) {
    return card.path("id").asText();
  }

  private static String allIds(Visitor visitor) {
    var ids = new TreeSet<String>();
    visitor
        .get("/_sandbox/creators")
        .json()
        .forEach(creator ->
            ids.addAll(
                visitor
                    .profile(creator.path("id").asText())
                    .data()
                    .path("data")
                    .path("feeds")
                    .findValuesAsText("id")));
    return ids.toString();
  }
}
