package tickertalk.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Messages as a Korean market room has them: a few words that everybody uses, thousands that are
 * rare (a word's frequency falls with its rank), particles behind the nouns, English among it, and
 * a laugh at the end of every second message. The same seed gives the same messages.
 */
final class MarketTalk {
  static final int WORDS = 50_000;

  private static final List<String> FREQUENT =
      List.of(
          "비트코인", "이더리움", "오늘", "지금", "진짜", "그냥", "매수", "매도", "떡상", "떡락", "존버", "물렸다", "bitcoin",
          "리플", "price", "도지", "the", "moon", "long", "short", "usdt", "$70,352", "🚀", "😭", "👍",
          "ㅠㅠ", "ㅇㅈ");

  private static final List<String> PARTICLES =
      List.of("", "", "", "이", "은", "을", "에", "도", "만", "에서", "까지");

  private static final String CONSONANTS = "bcdfghklmnprstvw";
  private static final String VOWELS = "aeiou";

  private final Random random;
  private final List<String> words = new ArrayList<>(FREQUENT);

  MarketTalk(long seed) {
    this.random = new Random(seed);
    while (words.size() < WORDS) {
      words.add(random.nextInt(6) == 0 ? englishWord() : koreanWord());
    }
  }

  /** The word of a rank; 0 is the most frequent. */
  String word(int rank) {
    return words.get(rank);
  }

  String message() {
    StringBuilder message = new StringBuilder();
    int count = 2 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      String word = word(rank());
      message.append(i == 0 ? "" : " ").append(word);
      if (isHangul(word)) {
        message.append(PARTICLES.get(random.nextInt(PARTICLES.size())));
      }
    }
    return random.nextBoolean()
        ? message.append(" ㅋㅋ").append("ㅋ".repeat(random.nextInt(5))).toString()
        : message.toString();
  }

  /** Zipf's law with an exponent of 1. */
  private int rank() {
    return (int) Math.pow(words.size(), random.nextDouble()) - 1;
  }

  /** Two to four syllables; the simple ones among the 11,172 are the most frequent. */
  private String koreanWord() {
    StringBuilder word = new StringBuilder();
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int ending = random.nextInt(3) == 0 ? random.nextInt(28) : 0;
      word.append((char) (0xAC00 + (random.nextInt(19) * 21 + random.nextInt(21)) * 28 + ending));
    }
    return word.toString();
  }

  private String englishWord() {
    StringBuilder word = new StringBuilder();
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
          .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return word.toString();
  }

  private static boolean isHangul(String word) {
    return word.charAt(0) >= 0xAC00 && word.charAt(0) <= 0xD7A3;
  }
}
