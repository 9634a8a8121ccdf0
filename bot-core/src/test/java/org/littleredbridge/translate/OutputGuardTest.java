package org.littleredbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputGuardTest {
  private final OutputGuard guard = new OutputGuard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "人均68就能吃到撑⟦1⟧           | Only 68 per person to eat your fill ⟦1⟧",
        "只要39.9元/100ml               | Only ¥39.90 per 100 ml",
        "排队2小时，拍照5分钟            | Two hours in line for five minutes of photos",
        "攒了1.2万粉丝                   | I reached 12,000 followers",
        "3月5日见                        | See you on March 5",
        "打95折，满199减50               | 5 % off, and 50 off when you spend 199",
        "晚上19:30开始                   | Starts at 7:30 pm",
        "520快乐                         | Happy I-love-you day",
        "00后第一次裸辞                   | Gen Z, quitting without a plan for the first time",
        "12000元预算                     | A budget of 12,000 yuan",
        "１２８元                        | 128 yuan",
        "绝                              | Absolutely stunning",
        "去了#1号店                      | Went to shop No. 1",
        "第30天打卡                      | Checking in on the 30th day",
      })
  void givenAGoodTranslation_whenChecked_thenItMayPass(String prepared, String rendered) {
    assertThat(guard.objection(prepared, rendered, Locale.CHINESE, Locale.ENGLISH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "今天去吃面       | ''                                             | empty",
        "今天去吃面⟦1⟧   | ⟦1⟧                                            | empty",
        "今天去吃面       | 今天去吃面                                     | untranslated",
        "今天去吃面       | 今日去食麵 noodles                             | untranslated",
        "今天去吃面       | 😂                                             | untranslated",
        "人均68元         | Cheap eats                                     | number lost",
        "人均8元          | Eight yuan is a price in words                 | number lost",
        "只要39.9         | Only 39                                        | number lost",
        "¥39.9/100ml     | Cheap, 100 ml                                  | number lost",
        "排队45分钟       | We queued for ages                             | number lost",
        "今天去吃面       | Noodles today, see https://evil.example/x      | link or mention added",
        "今天去吃面       | Noodles today, see evil.com                    | link or mention added",
        "今天去吃面       | Noodles h\u200bttps://evil.example             | link or mention added",
        "今天去吃面       | @everyone noodles today                        | link or mention added",
        "今天我们一家人去吃了一碗很好吃的牛肉面 | Yum                      | length",
      })
  void givenNonsense_whenChecked_thenItSaysWhy(String prepared, String rendered, String reason) {
    assertThat(guard.objection(prepared, rendered, Locale.CHINESE, Locale.ENGLISH))
        .contains(reason);
  }

  @Test
  void givenAnEndlessAnswer_whenChecked_thenItIsTooLong() {
    assertThat(guard.objection("你好", "ha ".repeat(100), Locale.CHINESE, Locale.ENGLISH))
        .contains("length");
  }

  @Test
  void givenEnglishToChinese_whenChecked_thenChineseIsExpected() {
    assertThat(guard.objection("See you tomorrow", "明天见", Locale.ENGLISH, Locale.CHINESE))
        .isEmpty();
    assertThat(guard.objection("See you tomorrow", "See you", Locale.ENGLISH, Locale.CHINESE))
        .contains("untranslated");
  }
}
