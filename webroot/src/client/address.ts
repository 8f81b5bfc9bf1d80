/** Every address that a browser may use. Commands are sent and answered; events are registered for. */
export const Command = {
  chatRooms: 'chat.rooms',
  chatOpen: 'chat.open',
  chatPost: 'chat.post',
  chatHistory: 'chat.history',
  chatSearch: 'chat.search',
  chatSeen: 'chat.seen',
  typingSet: 'typing.set',
  sentimentAnalyze: 'sentiment.analyze',
  sentimentMood: 'sentiment.mood',
  sentimentScores: 'sentiment.scores',
  priceQuote: 'price.quote',
  priceCandles: 'price.candles',
  noticeList: 'notice.list',
  noticeRead: 'notice.read',
  sessionRefresh: 'session.refresh',
} as const;

export const Topic = {
  room: (room: string) => `chat.room.${room}`,
  typing: (room: string) => `typing.room.${room}`,
  presence: (room: string) => `presence.room.${room}`,
  sentiment: (room: string) => `sentiment.room.${room}`,
  price: (symbol: string) => `price.${symbol}`,
  noticeMe: 'notice.me',
  noticeAll: 'notice.all',
} as const;
