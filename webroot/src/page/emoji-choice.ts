/** The reactions that are one click away. */
export const QUICK_EMOJI = ['👍', '❤️', '😂', '🚀', '😮', '😢'] as const;

/** All that the page offers; the server takes any emoji. */
export const MORE_EMOJI = [
  ...['😀', '😊', '😍', '🤔', '😎', '😴', '😭', '😡', '🤯', '🥳', '🙄', '😱'],
  ...['👎', '👏', '🙏', '💪', '👀', '🤝', '✌️', '🤷', '🙌', '👌', '✋', '🫡'],
  ...['📈', '📉', '💰', '💸', '💎', '🐂', '🐻', '🐳', '🌕', '🔥', '💯', '⚠️'],
  ...['✅', '❌', '❓', '❗', '🎉', '☕', '🍀', '⏰', '🧊', '🕊️', '🇰🇷', '🇺🇸'],
] as const;
