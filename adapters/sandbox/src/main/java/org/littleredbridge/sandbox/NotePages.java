package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/// A note's own page: the gateway's `Note` and `CommentList`.
final class NotePages {
  /// How much of the comments is asked for.
  ///
  /// @param roots most roots to list
  /// @param replies true: all replies of a thread, unless it has more than `threshold`; else one
  record Depth(int roots, boolean replies, int threshold) {}

  private static final int FILE_OF_110 = 258;
  private final World world;
  private final MediaLinks media;
  private final Cards cards;
  private final Clips clips;

  NotePages(World world, MediaLinks media, Cards cards, Clips clips) {
    this.world = world;
    this.media = media;
    this.cards = cards;
    this.clips = clips;
  }

  ObjectNode page(World.Page page, String token, Depth depth) {
    var data = object();
    data.set("note", note(page.note(), token));
    data.set("comments", comments(page, depth));
    return data;
  }

  ObjectNode note(Note note, String token) {
    var shape = object();
    shape.put("noteId", note.id());
    shape.put("xsecToken", token);
    shape.put("title", note.title());
    shape.put("desc", note.text());
    shape.put("type", note.video() ? "video" : "normal");
    shape.put("time", note.atMillis());
    shape.put("ipLocation", note.place());
    shape.set("user", cards.user(world.person(note.author()), ""));
    shape.set("interactInfo", cards.counts(note));
    var images = shape.putArray("imageList");
    for (int index = 0; index < note.pictures(); index++) {
      images
          .addObject()
          .put("width", Painting.WIDTH)
          .put("height", Painting.HEIGHT)
          .put("urlDefault", media.picture(note, index, "nd_dft_wlteh_webp_3"))
          .put("urlPre", media.picture(note, index, "nd_prv_wlteh_webp_3"));
    }
    if (note.video()) {
      shape.set("video", video(note));
    }
    return shape;
  }

  private ObjectNode video(Note note) {
    var motif = MediaLinks.motif(note, 0);
    var hash = Ids.digest("video" + note.id());
    var video = object();
    video
        .putObject("image")
        .put("firstFrameFileid", "110/0/01e4" + hash.substring(0, 28) + "_0.jpg")
        .put("thumbnailFileid", "110/0/01e4" + hash.substring(0, 28) + "_0.webp");
    video.putObject("capa").put("duration", Clip.SECONDS);
    var media = video.putObject("media");
    // Beyond what a double can hold, as seen on the platform.
    media.put("videoId", 136_292_597_000_000_001L + 2 * motif.seed());
    var facts = media.putObject("video");
    facts.put("duration", Clip.SECONDS).put("md5", hash.substring(0, 32));
    facts.put("hdrType", 0).put("drmType", 0);
    facts.putArray("streamTypes").add(FILE_OF_110);
    facts.put("bizName", 110).put("bizId", Long.toString(280_407_785_000_000_000L + motif.seed()));
    var streams = media.putObject("stream");
    streams.putArray("h264").add(stream(note, clips.bytes(motif).length));
    streams.putArray("h265");
    streams.putArray("av1");
    return video;
  }

  private ObjectNode stream(Note note, int size) {
    int millis = Clip.SECONDS * 1000;
    int bitsPerSecond = size * 8 / Clip.SECONDS;
    var stream = object().put("masterUrl", media.video(note));
    stream.putArray("backupUrls").add(media.unsignedVideo(note));
    return stream
        .put("format", "mp4")
        .put("width", Clip.WIDTH)
        .put("height", Clip.HEIGHT)
        .put("duration", millis)
        .put("size", size)
        .put("fps", Clip.FRAMES_PER_SECOND)
        .put("rotate", 0)
        .put("qualityType", "HD")
        .put("streamType", FILE_OF_110)
        .put("streamDesc", "X264_MP4")
        .put("hdrType", 0)
        .put("videoCodec", "h264")
        .put("videoBitrate", bitsPerSecond)
        .put("videoDuration", millis)
        .put("avgBitrate", bitsPerSecond)
        .put("audioCodec", "")
        .put("audioBitrate", 0)
        .put("audioDuration", 0)
        .put("audioChannels", 0)
        .put("volume", 0)
        .put("vmaf", -1)
        .put("psnr", 0)
        .put("ssim", 0)
        .put("weight", 62)
        .put("defaultStream", 0);
  }

  private ObjectNode comments(World.Page page, Depth depth) {
    var roots = page.comments().stream().filter(Comment::isRoot).sorted(hottest()).toList();
    var shown = roots.stream().limit(depth.roots()).toList();
    var list = Wire.NODES.arrayNode();
    shown.forEach(root -> list.add(thread(page, root, depth)));
    var shape = object();
    // Go writes a list that was never made as null; both happen on empty notes.
    boolean nothing = roots.isEmpty() && page.note().id().hashCode() % 2 == 0;
    shape.set("list", nothing ? Wire.NODES.nullNode() : list);
    shape.put("cursor", shown.isEmpty() ? "" : shown.getLast().id());
    shape.put("hasMore", shown.size() < roots.size());
    return shape;
  }

  // One's own comments stand on top, then the most liked, then the newest.
  static Comparator<Comment> hottest() {
    return Comparator.comparing((Comment c) -> !c.author().equals(World.ACCOUNT.id()))
        .thenComparing(Comparator.comparingLong(Comment::likes).reversed())
        .thenComparing(Comparator.comparingLong(Comment::atMillis).reversed());
  }

  private ObjectNode thread(World.Page page, Comment root, Depth depth) {
    var replies =
        page.comments().stream().filter(c -> c.root().equals(root.id()) && !c.isRoot()).toList();
    boolean all = depth.replies() && replies.size() <= depth.threshold();
    var sub = Wire.NODES.arrayNode();
    replies.stream().limit(all ? replies.size() : 1).forEach(r -> sub.add(reply(page, r)));
    return comment(page, root, Counts.written(replies.size()), sub);
  }

  private ObjectNode reply(World.Page page, Comment reply) {
    return comment(page, reply, "", Wire.NODES.nullNode());
  }

  private ObjectNode comment(World.Page page, Comment comment, String subCount, JsonNode sub) {
    var author = world.person(comment.author());
    var shape = object();
    shape.put("id", comment.id());
    shape.put("noteId", comment.note());
    shape.put("content", comment.text());
    shape.put("likeCount", Counts.written(comment.likes()));
    shape.put("createTime", comment.atMillis());
    shape.put("ipLocation", comment.place());
    shape.put("liked", false);
    shape.set(
        "userInfo",
        object()
            .put("userId", author.id())
            .put("nickname", author.name())
            .put("nickName", "")
            .put("avatar", ""));
    shape.put("subCommentCount", subCount);
    shape.set("subComments", sub);
    var tags = shape.putArray("showTags");
    if (comment.author().equals(page.note().author())) {
      tags.add("is_author");
    }
    return shape;
  }
}
