export type MoodLabel = 'positive' | 'neutral' | 'negative';

/** The answer of `sentiment.analyze`. */
export interface Analysis {
  label: MoodLabel;
  /** −1 … 1 */
  score: number;
  emoji: string;
  words?: Array<{ text: string; start: number; end: number; weight: number }>;
}

/** The mood of one message. */
export interface Score {
  seq: number;
  label: MoodLabel;
  score: number;
  emoji: string;
}

/** The mood of a room over a window of time. */
export interface RoomMood {
  /** `1m`, `5m`, `1h` or `1d`. */
  window: string;
  /** −1 … 1 */
  score: number;
  /** Where the score would be, in 19 cases of 20, if everybody had spoken. */
  low?: number;
  high?: number;
  messages: number;
  people: number;
  /** Whether there is enough said to speak of a mood. */
  enough: boolean;
}

export interface MoodPoint {
  at: number;
  score: number;
  messages: number;
  people: number;
}

/** Body of `sentiment.room.<room>`. */
export type SentimentEvent = ({ kind: 'score'; room: string } & Score) | ({ kind: 'mood'; room: string } & RoomMood);
