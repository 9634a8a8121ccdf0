package org.littleredbridge.rednote;

import java.util.Arrays;

/// Answers in the gateway's shape, with notes made up for these tests.
final class Answers {
  static final String TOKEN = "ABmadeUpForTests0000000000000000000000000000A=";
  static final String NOTE = "6911a2b3000000000d00c0de"; // 2025-11-10T08:30:43Z
  static final String CREATOR = "5f0000aa0000000001000b0b";

  private Answers() {}

  static String ok(String data) {
    return "{\"success\":true,\"data\":" + data + ",\"message\":\"好\"}";
  }

  static String feeds(String... cards) {
    return ok("{\"feeds\":[" + String.join(",", cards) + "],\"count\":" + cards.length + "}");
  }

  static String profile(String feeds) {
    return ok("{\"data\":{\"userBasicInfo\":{\"nickname\":\"阿茶\"},\"feeds\":" + feeds + "}}");
  }

  static String card(String id, String title) {
    return """
    {"xsecToken":"%s","id":"%s","modelType":"note","noteCard":{"type":"normal",
    "displayTitle":"%s","user":{"userId":"%s","nickname":"","nickName":"阿茶","avatar":""},
    "interactInfo":{"liked":false,"likedCount":"1.2万"},
    "cover":{"width":900,"height":1200,"url":"","fileId":"","infoList":null,
    "urlPre":"http://sns-webpic-qc.xhscdn.com/202511100830/%s/1040gtea01!prv",
    "urlDefault":"http://sns-webpic-qc.xhscdn.com/202511100830/%s/1040gtea01!dft"}},"index":0}\
    """
        .formatted(TOKEN, id, title, CREATOR, "0".repeat(32), "1".repeat(32));
  }

  /// @param fields of the note, to add or replace
  static String detail(String fields, String comments) {
    return ok(
        """
        {"feed_id":"%1$s","data":{"note":{"noteId":"%1$s","xsecToken":"%2$s","title":"春茶到了",
        "desc":"今年的龙井 #龙井茶[话题]# ＃喝茶 好喝[笑哭R]","type":"normal","time":1762763443000,
        "user":{"userId":"%3$s","nickname":"阿茶"},"interactInfo":{"likedCount":"88","commentCount":"2"},
        "imageList":[]%4$s},"comments":%5$s}}\
        """
            .formatted(NOTE, TOKEN, CREATOR, fields.isEmpty() ? "" : "," + fields, comments));
  }

  static String comments(boolean more, String... list) {
    return "{\"list\":[" + String.join(",", list) + "],\"cursor\":\"\",\"hasMore\":" + more + "}";
  }

  static String comment(String id, String text, String promised, String... replies) {
    var under = replies.length == 0 ? "null" : Arrays.toString(replies);
    return """
    {"id":"%s","noteId":"%s","content":"%s","likeCount":"0","createTime":1762763500000,
    "userInfo":{"userId":"5f0000aa0000000001000c0c","nickname":"小林"},
    "subCommentCount":"%s","subComments":%s,"showTags":null}\
    """
        .formatted(id, NOTE, text, promised, under);
  }

  static String error(String code, String details) {
    return "{\"error\":\"失败\",\"code\":\"" + code + "\",\"details\":" + details + "}";
  }
}
