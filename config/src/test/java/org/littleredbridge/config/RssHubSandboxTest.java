package org.littleredbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.rednote.RssHub;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;

/// The adapter of RSSHub and the sandbox's RSSHub, over a real socket.
class RssHubSandboxTest {
  private final SandboxRedNote sandbox =
      SandboxRedNote.start(SandboxConfig.still(0).withToken("geheim"));
  private final String creator = sandbox.creators().getFirst().id();
  private final RssHub hub = hub("geheim");

  @AfterEach
  void stop() {
    hub.close();
    sandbox.close();
  }

  private RssHub hub(String key) {
    return new RssHub(new RssHub.Config(sandbox.url(), Optional.of(key)), Clock.systemUTC());
  }

  private List<Note> latest(RssHub from) {
    return from.latest(new Feed.CreatorFeed(new CreatorId(creator)), Optional.empty());
  }

  private Failure failure(RssHub from) {
    try {
      latest(from);
    } catch (PlatformException e) {
      return e.failure();
    }
    throw new AssertionError("nothing was thrown");
  }

  private void fault(String json) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + "/_sandbox/faults"))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void givenTheTwoShapes_whenRead_thenTheSameNotes() throws Exception {
    hub.health();
    var id = sandbox.publish(List.of(new SandboxRedNote.Draft(creator, "题", "一\n二 #茶[话题]#")));
    var cards = latest(hub);
    fault("{\"rssFullText\":true}");
    var notes = latest(hub);

    assertThat(notes).extracting(Note::id).isEqualTo(cards.stream().map(Note::id).toList());
    assertThat(notes).allSatisfy(note -> assertThat(note.complete()).isTrue());
    assertThat(notes).allSatisfy(note -> assertThat(note.ref().token()).isPresent());
    assertThat(cards).allSatisfy(card -> assertThat(card.complete()).isFalse());
    assertThat(notes)
        .filteredOn(note -> note.id().value().equals(id.getFirst()))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.text()).isEqualTo("一\n二 #茶");
          assertThat(note.tags()).containsExactly("茶");
        });
    assertThat(notes)
        .extracting(Note::content)
        .anyMatch(c -> c instanceof Content.Slideshow(var all) && all.size() > 1);
  }

  @Test
  void givenTroubles_whenRead_thenEachHasItsName() throws Exception {
    fault("{\"rssBusy\":1}");
    assertThat(failure(hub))
        .isEqualTo(new Failure.RateLimited(Optional.of(Duration.ofSeconds(30))));
    fault("{\"rssCaptcha\":1}");
    assertThat(failure(hub)).isEqualTo(new Failure.RateLimited(Optional.empty()));
    fault("{\"rssTimeout\":1}");
    assertThat(failure(hub)).isInstanceOf(Failure.Unreachable.class);
    fault("{\"rssTimeout\":1,\"rssPackage\":true}");
    assertThat(failure(hub)).isInstanceOf(Failure.Unreachable.class);
    fault("{\"emptyProfile\":true}");
    assertThat(failure(hub)).isInstanceOf(Failure.NoteHidden.class);
    fault("{\"emptyProfile\":false,\"truncated\":1}");
    assertThat(failure(hub)).isInstanceOf(Failure.Garbled.class);
    fault("{\"endless\":1}");
    assertThat(failure(hub)).isInstanceOf(Failure.Garbled.class);
    fault("{\"resetConnection\":2}");
    assertThat(failure(hub)).isInstanceOf(Failure.Unreachable.class);
    fault("{\"resetConnection\":0}");
    try (var stranger = hub("wrong")) {
      assertThat(failure(stranger)).isEqualTo(new Failure.GatewayRefused());
    }
    assertThat(latest(hub)).isNotEmpty();
  }
}
