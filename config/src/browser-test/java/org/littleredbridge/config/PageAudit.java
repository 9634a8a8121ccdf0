package org.littleredbridge.config;

import com.microsoft.playwright.Page;
import java.util.List;

/// Looks at the drawn page and names what is wrong with it.
final class PageAudit {
  private PageAudit() {}

  /// Elements that reach beyond the window's sides, other than inside something that scrolls or
  /// hides.
  static List<String> standingOut(Page page) {
    return strings(
        page,
        """
        () => {
          const width = document.documentElement.clientWidth;
          const kept = (e) => e && (getComputedStyle(e).overflowX !== "visible" || kept(e.parentElement));
          return [...document.body.querySelectorAll("*")]
            .filter((e) => e.checkVisibility() && !e.matches(".unseen") && !kept(e.parentElement))
            .filter((e) => e.getBoundingClientRect().right > width + 0.5 || e.getBoundingClientRect().left < -0.5)
            .map((e) => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`);
        }
        """);
  }

  /// Words whose contrast with their ground is below 4.5, or 3 when they are large. Source: WCAG
  /// 2.2, 1.4.3. Words over pictures are left out.
  static List<String> faint(Page page) {
    return strings(
        page,
        """
        () => {
          const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
          const paint = (colors) => {
            pen.clearRect(0, 0, 1, 1);
            for (const color of colors) {
              pen.fillStyle = color;
              pen.fillRect(0, 0, 1, 1);
            }
            return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
          };
          const light = (rgb) => {
            const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const grounds = (e) => (e ? [...grounds(e.parentElement), getComputedStyle(e).backgroundColor] : ["white"]);
          const ratio = (e, color) => {
            const under = grounds(e);
            const [low, high] = [light(paint(under)), light(paint([...under, color]))].sort((a, b) => a - b);
            return (high + 0.05) / (low + 0.05);
          };
          const found = new Set();
          const look = (e, color, words) => {
            const { fontSize, fontWeight } = getComputedStyle(e);
            const size = parseFloat(fontSize);
            const least = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
            const has = ratio(e, color);
            if (has < least) found.add(`${e.tagName}.${e.className} ${has.toFixed(2)} “${words.slice(0, 30)}”`);
          };
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          let seen = 0;
          while (texts.nextNode()) {
            const { parentElement: e, data } = texts.currentNode;
            if (!data.trim() || !e.checkVisibility() || e.closest(".media, dialog, noscript, .unseen, option")) continue;
            seen++;
            look(e, getComputedStyle(e).color, data.trim());
          }
          for (const e of document.querySelectorAll("input, textarea, select")) {
            if (!e.checkVisibility()) continue;
            look(e, getComputedStyle(e).color, "what is written");
            if (e.placeholder) look(e, getComputedStyle(e, "::placeholder").color, e.placeholder);
          }
          return seen > 50 ? [...found] : ["only " + seen + " words were looked at"];
        }
        """);
  }

  /// Empty, or why the element that has the focus cannot be told or seen.
  static String focusFault(Page page) {
    var fault =
        page.evaluate(
            """
            () => {
              const e = document.activeElement;
              if (e === document.body) return "nothing has the focus";
              const name = `${e.tagName}.${e.className}#${e.id}`;
              const ring = (at) => getComputedStyle(at).outlineStyle !== "none" && parseFloat(getComputedStyle(at).outlineWidth) >= 2;
              const box = e.closest(".box, .video");
              if (!ring(e) && !(box && (ring(box) || getComputedStyle(box).boxShadow.includes("2.5px")))) return `${name} shows no focus`;
              const { left, top, width, height } = e.getBoundingClientRect();
              if (!width || !height) return `${name} has no size`;
              const hits = [0.1, 0.5, 0.9].some((share) => {
                const there = document.elementFromPoint(left + width / 2, top + height * share);
                return there && (e.contains(there) || there.contains(e) && there !== document.documentElement && there !== document.body);
              });
              return hits ? "" : `${name} is hidden at ${Math.round(top)}`;
            }
            """);
    return String.valueOf(fault);
  }

  private static List<String> strings(Page page, String script) {
    return ((List<?>) page.evaluate(script)).stream().map(String::valueOf).toList();
  }
}
