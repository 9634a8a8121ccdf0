package org.littleredbridge.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A creator's notes as RSSHub's JSON Feed, in one of its two shapes: with a cookie that works it
/// has read every note's page, without one it shows what the profile shows.
final class RssHubFeed {
  private static final String SITE = "https://www.xiaohongshu.com";
  private final World world;
  private final Listings listings;
  private final Tokens tokens;
  private final MediaLinks media;
  private final Faults faults;
  private final LookLog looks;

  RssHubFeed(
      World world,
      Listings listings,
      Tokens tokens,
      MediaLinks media,
      Faults faults,
      LookLog looks) {
    this.world = world;
    this.listings = listings;
    this.tokens = tokens;
    this.media = media;
    this.faults = faults;
    this.looks = looks;
  }

  /// Empty when there is nothing to show.
  Optional<String> of(String creator) {
    var notes = listings.profile(creator);
    if (notes.isEmpty() || faults.on(Fault.EMPTY_PROFILE)) {
      return Optional.empty();
    }
    // A cookie that is logged out is not told: the other shape comes instead.
    boolean cookie = faults.on(Fault.RSS_FULL_TEXT) && !faults.on(Fault.LOGGED_OUT);
    var person = world.person(creator);
    var page = SITE + "/user/profile/" + creator;
    var feed =
        Wire.object()
            .put("version", "https://jsonfeed.org/version/1.1")
            .put("title", person.name() + (cookie ? " - 笔记 • 小红书 / RED" : " - 小红书笔记"))
            .put("home_page_url", page)
            .put("feed_url", "http://localhost:1200/xiaohongshu/user/" + creator + "/notes")
            .put("description", person.about() + " - Powered by RSSHub")
            .put("icon", media.avatar(person))
            .put("language", "zh-cn");
    var items = feed.putArray("items");
    notes.forEach(note -> items.add(cookie ? whole(note) : card(note)));
    looks.looked(notes);
    return Optional.of(feed.toString());
  }

  /// The link leads to a person of the note's id: a slip of RSSHub's, kept because clients meet it.
  private ObjectNode card(Note note) {
    var link = SITE + "/user/profile/" + note.id();
    var cover = image(note, 0, "nc_n_webp_mw_1", " width=\"1080\" height=\"1440\"");
    return by(
        note,
        Wire.object()
            .put("id", note.title().isEmpty() ? link : note.title())
            .put("url", link)
            .put("title", note.title())
            .put("content_html", cover + "<br>" + note.title()));
  }

  private ObjectNode whole(Note note) {
    var link = SITE + "/explore/" + note.id();
    var date = Instant.ofEpochMilli(note.atMillis()).toString();
    return by(
            note,
            Wire.object()
                .put("id", link)
                .put(
                    "url", link + "?xsec_token=" + tokens.issue(note.id()) + "&xsec_source=pc_user")
                .put("title", note.title().isEmpty() ? note.text() : note.title())
                .put("content_html", shown(note) + "<br>" + plain(note.text())))
        .put("date_published", date)
        .put("date_modified", date);
  }

  private ObjectNode by(Note note, ObjectNode item) {
    item.putArray("authors").addObject().put("name", world.person(note.author()).name());
    return item;
  }

  private String shown(Note note) {
    if (note.video()) {
      return "<video controls poster=\"%s\">\n<source src=\"%s\" type=\"video/mp4\">\n</video>"
          .formatted(media.picture(note, 0, "nd_dft_wlteh_webp_3"), media.video(note));
    }
    return IntStream.range(0, note.pictures())
        .mapToObj(index -> image(note, index, "nd_dft_wlteh_webp_3", ""))
        .collect(Collectors.joining("<br>"));
  }

  private String image(Note note, int index, String style, String size) {
    return "<img src=\"%s\"%s>".formatted(media.picture(note, index, style), size);
  }

  /// Without bracket codes, the second sign of each tag gone; nothing is escaped.
  private static String plain(String text) {
    return text.replaceAll("\\[.*?]", "").replaceAll("#(.*?)#", "#$1").replace("\n", "<br>");
  }
}
