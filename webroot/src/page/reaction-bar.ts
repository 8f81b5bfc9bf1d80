import { html, nothing, type TemplateResult } from 'lit';
import type { Author, Line, User } from '../client/index.js';
import type { Language } from './i18n/language.js';

/** More names than that nobody reads. */
const NAMED = 10;

/** The reactions to a message, how many chose each, and who; a click adds or takes back mine. */
export function reactionBar(line: Line, me: User, language: Language, react: (emoji: string, on: boolean) => void): TemplateResult | typeof nothing {
  if (line.reactions === undefined || line.reactions.size === 0 || line.deleted === true) return nothing;
  return html`
    <div class="reactions" role="group" aria-label=${language.text('reaction.heading')}>
      ${[...line.reactions].map(([emoji, people]) => {
        const mine = people.some(({ id }) => id === me.id);
        const who = names(people, me, language);
        return html`<button
          class="reaction"
          tabindex="-1"
          data-testid="reaction"
          data-emoji=${emoji}
          aria-pressed=${mine}
          aria-label=${language.text('reaction.label', { emoji, n: people.length, who })}
          title=${who}
          @click=${() => react(emoji, !mine)}
        >${emoji} <span class="digits">${people.length}</span></button>`;
      })}
    </div>
  `;
}

function names(people: readonly Author[], me: User, language: Language): string {
  const named = people.slice(0, NAMED).map(({ id, name }) => (id === me.id ? language.text('line.me') : name));
  const more = people.length - named.length;
  return [...named, ...(more > 0 ? [language.text('people.more', { n: more })] : [])].join(', ');
}
