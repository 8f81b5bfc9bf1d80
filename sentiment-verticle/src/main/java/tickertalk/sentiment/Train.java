package tickertalk.sentiment;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command that trains the model: the same data make the same bytes. */
final class Train {
  private Train() {}

  /**
   * Trains.
   *
   * @param args the folder with the data, the file with our own chat lines, the model to write
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("Usage: train DATA_FOLDER CHAT_LINES MODEL");
      System.exit(2);
    }
    TrainingSet set = TrainingSet.read(Path.of(args[0]), Path.of(args[1]));
    System.out.printf(
        "%,d texts to train on, %,d to fit to%n", set.training().size(), set.fitting().size());
    Model model = model(set.training(), set.fitting());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])))) {
      model.write(out);
    }
    System.out.printf("%s: %,d bytes%n", args[2], Files.size(Path.of(args[2])));
  }

  /** The model that these texts make: weights of the ones, balanced by the others. */
  static Model model(List<Example> training, List<Example> fitting) {
    return balanced(trained(training), fitting);
  }

  private static Model trained(List<Example> examples) {
    LogisticRegression polarity = new LogisticRegression(POLARITY, Features.POLARITY);
    polarity.train(examples);
    LogisticRegression neutrality = new LogisticRegression(NEUTRALITY, Features.NEUTRALITY);
    neutrality.train(examples);
    Balance none = new Balance(new double[Evidence.POLARITY], new double[Evidence.NEUTRALITY]);
    return new Model(
        Levels.table(polarity.weights()),
        polarity.bias(),
        Levels.table(neutrality.weights()),
        neutrality.bias(),
        none,
        none);
  }

  private static Model balanced(Model model, List<Example> examples) {
    BalanceFit fit = new BalanceFit(Lexicon.bundled(), model);
    Balance english = fit.fit(examples, false);
    Balance korean = fit.fit(examples, true);
    System.out.println("English: " + told(english));
    System.out.println("Korean: " + told(korean));
    return model.balanced(english, korean);
  }

  private static String told(Balance balance) {
    return "polarity "
        + Arrays.toString(balance.polarity())
        + ", neutrality "
        + Arrays.toString(balance.neutrality());
  }

  private static final LogisticRegression.Task POLARITY =
      new LogisticRegression.Task() {
        @Override
        public int[] features(Features features) {
          return features.weights();
        }

        @Override
        public int count(Features features) {
          return features.count();
        }

        @Override
        public double target(Example example) {
          return example.good();
        }

        @Override
        public double weight(Example example) {
          return example.goodWeight();
        }
      };

  private static final LogisticRegression.Task NEUTRALITY =
      new LogisticRegression.Task() {
        @Override
        public int[] features(Features features) {
          return features.neutralWeights();
        }

        @Override
        public int count(Features features) {
          return features.neutralCount();
        }

        @Override
        public double target(Example example) {
          return example.neutral();
        }

        @Override
        public double weight(Example example) {
          return example.neutralWeight();
        }
      };
}
