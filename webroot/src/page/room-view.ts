import {
  LatestTopic,
  MoodClient,
  RoomClient,
  Topic,
  type BridgeConnection,
  type Presence,
  type RoomListener,
  type Typing,
  type User,
} from '../client/index.js';
import { Composing } from './composing.js';
import { UnreadMark } from './unread-mark.js';

/** Everything that follows one room, and what I am about in it. */
export class RoomView {
  readonly mood: MoodClient;
  readonly client: RoomClient;
  readonly typing: LatestTopic<Typing>;
  readonly presence: LatestTopic<Presence>;
  readonly composing = new Composing();
  readonly unreadMark = new UnreadMark();

  constructor(connection: BridgeConnection, room: string, me: User, listener: RoomListener) {
    this.mood = new MoodClient(connection, room);
    this.typing = new LatestTopic(connection, Topic.typing(room));
    this.presence = new LatestTopic(connection, Topic.presence(room));
    this.client = new RoomClient(connection, room, me, {
      ...listener,
      pageRead: (first, last) => void this.mood.readScores(first, last),
    });
  }

  close(): void {
    for (const part of [this.client, this.mood, this.typing, this.presence]) part.close();
  }
}
