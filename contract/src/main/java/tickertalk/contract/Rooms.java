package tickertalk.contract;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The rule for room names: 1 to 64 letters or digits of any script, {@code -} and {@code _}, in
 * Unicode form NFC, so that what looks like one room is one address.
 */
public final class Rooms {
  /** The room every community starts with. */
  public static final String LOBBY = "lobby";

  /** Letters and marks without a shape: fillers, joiners and selectors of variants. */
  private static final String UNSEEN =
      "\\x{034F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{3164}"
          + "\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0100}-\\x{E01EF}";

  private static final Pattern LEGAL =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}_\\-&&[^" + UNSEEN + "]]{1,64}");

  private Rooms() {}

  public static boolean isLegal(String room) {
    return LEGAL.matcher(room).matches() && Normalizer.isNormalized(room, Normalizer.Form.NFC);
  }
}
