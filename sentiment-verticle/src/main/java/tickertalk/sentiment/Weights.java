package tickertalk.sentiment;

/** Weights of features, as they are trained or as they are kept. */
interface Weights {
  /** How much more the n-grams speak for good than for bad; 0 for neither. */
  double polarity(Features features);

  /** How much more they speak for neutral than for an opinion. */
  double neutrality(Features features);
}
