package tickertalk.sentiment;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Weights of four bits each: the number of one of sixteen levels. */
final class WeightTable {
  static final int LEVELS = 16;

  private static final int BITS = 4;

  private final float[] levels;
  private final byte[] pairs;

  /**
   * Makes a table.
   *
   * @param pairs two numbers of levels in each byte, the lower four bits first
   */
  WeightTable(float[] levels, byte[] pairs) {
    this.levels = levels;
    this.pairs = pairs;
  }

  static WeightTable read(DataInputStream in, int weights) throws IOException {
    float[] levels = new float[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      levels[i] = in.readFloat();
    }
    byte[] pairs = new byte[weights / 2];
    in.readFully(pairs);
    return new WeightTable(levels, pairs);
  }

  void write(DataOutputStream out) throws IOException {
    for (float level : levels) {
      out.writeFloat(level);
    }
    out.write(pairs);
  }

  float weight(int index) {
    return levels[(pairs[index >> 1] >> ((index & 1) * BITS)) & (LEVELS - 1)];
  }

  float sum(int[] indices, int count) {
    float sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weight(indices[i]);
    }
    return sum;
  }
}
