package tickertalk.sentiment;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What the trainer found: weights for the features, and how they weigh beside the lexicon. */
final class Model implements Weights {
  /** "TTS1": also says that the features are hashed as they are today. */
  private static final int MAGIC = 0x54545331;

  private final WeightTable polarity;
  private final WeightTable neutrality;
  private final float polarityBias;
  private final float neutralityBias;
  private final Balance english;
  private final Balance korean;

  Model(
      WeightTable polarity,
      float polarityBias,
      WeightTable neutrality,
      float neutralityBias,
      Balance english,
      Balance korean) {
    this.polarity = polarity;
    this.polarityBias = polarityBias;
    this.neutrality = neutrality;
    this.neutralityBias = neutralityBias;
    this.english = english;
    this.korean = korean;
  }

  /** The model that comes with the service. */
  static Model bundled() {
    try (InputStream in = Model.class.getResourceAsStream("model.bin")) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a model.
   *
   * @throws IOException if these bytes are none, or one for other features
   */
  static Model read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
    if (in.readInt() != MAGIC
        || in.readInt() != Features.POLARITY
        || in.readInt() != Features.NEUTRALITY) {
      throw new IOException("sentiment model: not made for these features; train it again");
    }
    float polarityBias = in.readFloat();
    float neutralityBias = in.readFloat();
    Balance english = readBalance(in);
    Balance korean = readBalance(in);
    WeightTable polarity = WeightTable.read(in, Features.POLARITY);
    WeightTable neutrality = WeightTable.read(in, Features.NEUTRALITY);
    return new Model(polarity, polarityBias, neutrality, neutralityBias, english, korean);
  }

  void write(OutputStream stream) throws IOException {
    DataOutputStream out = new DataOutputStream(stream);
    out.writeInt(MAGIC);
    out.writeInt(Features.POLARITY);
    out.writeInt(Features.NEUTRALITY);
    out.writeFloat(polarityBias);
    out.writeFloat(neutralityBias);
    writeBalance(english, out);
    writeBalance(korean, out);
    polarity.write(out);
    neutrality.write(out);
    out.flush();
  }

  private static Balance readBalance(DataInputStream in) throws IOException {
    return new Balance(readDoubles(in, Evidence.POLARITY), readDoubles(in, Evidence.NEUTRALITY));
  }

  private static void writeBalance(Balance balance, DataOutputStream out) throws IOException {
    for (double weight : balance.polarity()) {
      out.writeDouble(weight);
    }
    for (double weight : balance.neutrality()) {
      out.writeDouble(weight);
    }
  }

  private static double[] readDoubles(DataInputStream in, int count) throws IOException {
    double[] doubles = new double[count];
    for (int i = 0; i < count; i++) {
      doubles[i] = in.readDouble();
    }
    return doubles;
  }

  Model balanced(Balance newEnglish, Balance newKorean) {
    return new Model(polarity, polarityBias, neutrality, neutralityBias, newEnglish, newKorean);
  }

  Balance balance(boolean isKorean) {
    return isKorean ? korean : english;
  }

  @Override
  public double polarity(Features features) {
    return polarityBias
        + polarity.sum(features.weights(), features.count()) / Math.sqrt(features.count() + 1.0);
  }

  /** What one feature counts in {@link #polarity}. */
  double share(Features features, int feature) {
    return polarity.weight(features.weights()[feature]) / Math.sqrt(features.count() + 1.0);
  }

  @Override
  public double neutrality(Features features) {
    return neutralityBias
        + neutrality.sum(features.neutralWeights(), features.neutralCount())
            / Math.sqrt(features.neutralCount() + 1.0);
  }
}
