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

  private static final Pattern LEGAL = Pattern.compile("[\\p{L}\\p{M}\\p{N}_-]{1,64}");

  private Rooms() {}

  public static boolean isLegal(String room) {
    return LEGAL.matcher(room).matches() && Normalizer.isNormalized(room, Normalizer.Form.NFC);
  }
}
