import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Line, Score, User } from '../client/index.js';
import { formatExactTime, formatTime } from './date-format.js';
import { errorText } from './error-text.js';
import { graphemes } from './grapheme.js';
import type { Language } from './i18n/language.js';
import { splitLinks } from './link.js';
import { moodText } from './mood-text.js';

export interface ChatLineContext {
  language: Language;
  me: User;
  retry(id: string): void;
  discard(id: string): void;
}

const AVATAR_TINTS = 6;

/** One message. A line is rendered again only when it, its mood or the language changed. */
export function chatLine(line: Line, score: Score | undefined, context: ChatLineContext): unknown {
  return guard([line, score, context.language.code], () => template(line, score, context));
}

// Sender and text stand in one run without white space of the template between them, so that they read and copy as `name: text`.
function template(line: Line, score: Score | undefined, context: ChatLineContext): TemplateResult {
  const { language } = context;
  const sender = line.own ? language.text('line.me') : line.from.name;
  return html`
    <article
      class="line ${line.own ? 'own' : ''} ${mentions(line, context.me) ? 'mention' : ''}"
      data-testid="line"
      data-key=${line.key}
      data-seq=${line.seq ?? nothing}
      data-state=${line.own ? line.state : nothing}
    >
      <span class="avatar tint-${tintOf(line.from.id)}" aria-hidden="true">${graphemes(line.from.name)[0]?.toLocaleUpperCase()}</span>
      <div class="body">
        <p class="words"><span class="sender" title=${line.from.name}>${sender}:</span> ${words(line, language)}</p>
        <p class="facts">
          <time datetime=${new Date(line.at).toISOString()} title=${formatExactTime(line.at, language.code)}>${formatTime(line.at, language.code)}</time>
          ${score === undefined || line.deleted === true ? nothing : html`<span class="mood ${score.label}" data-testid="line-mood">${moodText(score, language)}</span>`}
          ${line.edited === true ? html`<span>${language.text('line.edited')}</span>` : nothing}
          ${[...(line.reactions ?? [])].map(([emoji, people]) => html`<span class="reaction">${emoji} ${people.size}</span>`)}
          ${line.own ? delivery(line, context) : nothing}
        </p>
      </div>
    </article>
  `;
}

function words(line: Line, language: Language): TemplateResult {
  if (line.deleted === true) return html`<i class="muted">${language.text('line.deleted')}</i>`;
  return html`<bdi class="text" dir="auto">${splitLinks(line.text).map(({ text, href }) =>
    href === undefined ? text : html`<a href=${href} target="_blank" rel="noopener nofollow noreferrer">${text}</a>`,
  )}</bdi>`;
}

function delivery(line: Line, { language, retry, discard }: ChatLineContext): TemplateResult {
  switch (line.state) {
    case 'sent':
      return html`<span class="delivered" role="img" aria-label=${language.text('line.sent')} title=${language.text('line.sent')}>✓</span>`;
    case 'sending':
      return html`<span>${language.text(line.error === undefined ? 'line.sending' : 'line.waitsFor')}</span>`;
    case 'failed':
      return html`
        <span class="negative">${language.text('line.failed')}${line.error === undefined ? nothing : ` · ${errorText(line.error, language)}`}</span>
        <button class="small" data-testid="retry" @click=${() => retry(line.id)}>${language.text('line.retry')}</button>
        <button class="small quiet" data-testid="discard" @click=${() => discard(line.id)}>${language.text('line.discard')}</button>
      `;
  }
}

function mentions(line: Line, me: User): boolean {
  return !line.own && line.text.includes(`@${me.name}`);
}

function tintOf(userId: string): number {
  let hash = 0;
  for (const character of userId) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
  return hash % AVATAR_TINTS;
}
