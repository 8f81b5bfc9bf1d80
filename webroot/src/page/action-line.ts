const ACTION = /^\/me\s+(?=\S)/i;

/** @returns what the author of a message like `/me waves` does, or undefined for a message that says something */
export function actionOf(text: string): string | undefined {
  const action = text.replace(ACTION, '');
  return action.length < text.length ? action : undefined;
}
