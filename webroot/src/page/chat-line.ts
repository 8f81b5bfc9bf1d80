import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Line, Score, User } from '../client/index.js';
import { isChangeable } from './composing.js';
import { formatExactTime, formatTime } from './date-format.js';
import { errorText } from './error-text.js';
import { graphemes } from './grapheme.js';
import type { Language } from './i18n/language.js';
import { excerpt, lineText } from './line-text.js';
import { nameKey, splitMentions } from './mention.js';
import { moodText } from './mood-text.js';
import { reactionBar } from './reaction-bar.js';

export interface ChatLineContext {
  language: Language;
  me: User;
  /** By `nameKey`: who may be mentioned. */
  names: ReadonlySet<string>;
  /** Whether the reader was just led to this line. */
  found: boolean;
  /** The message that it answers, if that is loaded. */
  answered: Line | undefined;
  /** What can be done with it, while that is asked for. */
  menu: TemplateResult | undefined;
  retry(id: string): void;
  discard(id: string): void;
  react(seq: number, emoji: string, on: boolean): void;
  jump(seq: number): void;
  toggleMenu(line: Line): void;
}

const AVATAR_TINTS = 6;

/** One message. A line is rendered again only when it, its mood, what it answers, its menu or the language changed. */
export function chatLine(line: Line, score: Score | undefined, context: ChatLineContext): unknown {
  const { language, found, answered, menu } = context;
  // People come and go; that changes nothing for the many lines that call nobody.
  const names = line.text.includes('@') ? context.names : undefined;
  return guard([line, score, language.code, found, answered, menu !== undefined, names], () => template(line, score, context));
}

function template(line: Line, score: Score | undefined, context: ChatLineContext): TemplateResult {
  const { language, me, names, found } = context;
  const classes = ['line', line.own ? 'own' : '', mentions(line, context) ? 'mention' : '', found ? 'found' : ''].filter(Boolean).join(' ');
  return html`
    <article
      class=${classes}
      tabindex="-1"
      data-testid="line"
      data-key=${line.key}
      data-seq=${line.seq ?? nothing}
      data-state=${line.own ? line.state : nothing}
    >
      <span class="avatar tint-${tintOf(line.from.id)}" aria-hidden="true">${graphemes(line.from.name)[0]?.toLocaleUpperCase()}</span>
      <div class="body">
        ${quote(line, context)}
        ${lineText(line, { language, names, myName: me.name })}
        ${reactionBar(line, me, language, (emoji, on) => context.react(line.seq!, emoji, on))}
        <p class="facts">
          <time datetime=${new Date(line.at).toISOString()} title=${formatExactTime(line.at, language.code)}>${formatTime(line.at, language.code)}</time>
          ${score === undefined || line.deleted === true ? nothing : html`<span class="mood ${score.label}" data-testid="line-mood">${moodText(score, language)}</span>`}
          ${line.edited === true && line.deleted !== true ? html`<span data-testid="edited">${language.text('line.edited')}</span>` : nothing}
          ${line.own ? delivery(line, context) : nothing} ${change(line, context)}
        </p>
        ${context.menu ?? nothing}
      </div>
      ${menuButton(line, context)}
    </article>
  `;
}

function quote({ replyTo }: Line, { answered, language, jump }: ChatLineContext): TemplateResult | typeof nothing {
  if (replyTo === undefined) return nothing;
  const words = answered === undefined ? language.text('reply.notLoaded') : `${answered.from.name}: ${excerpt(answered, language)}`;
  return html`<button class="quote" tabindex="-1" data-testid="quote" aria-label=${language.text('reply.quote', { text: words })} @click=${() => jump(replyTo)}>
    <bdi dir="auto">${words}</bdi>
  </button>`;
}

function menuButton(line: Line, { language, menu, toggleMenu }: ChatLineContext): TemplateResult | typeof nothing {
  if (!isChangeable(line)) return nothing;
  const label = language.text('menu.open', { name: line.own ? language.text('line.me') : line.from.name });
  return html`<button class="small quiet more" tabindex="-1" data-testid="line-menu" aria-expanded=${menu !== undefined} aria-label=${label} title=${label} @click=${() => toggleMenu(line)}>⋯</button>`;
}

function delivery(line: Line, context: ChatLineContext): TemplateResult {
  const { language } = context;
  switch (line.state) {
    case 'sent':
      return html`<span class="delivered" role="img" aria-label=${language.text('line.sent')} title=${language.text('line.sent')}>✓</span>`;
    case 'sending':
      return html`<span>${language.text(line.error === undefined ? 'line.sending' : 'line.waitsFor')}</span>`;
    case 'failed':
      return failed(language.text('line.failed'), line, context);
  }
}

/** How far a change of mine has come. */
function change({ change }: Line, context: ChatLineContext): TemplateResult | typeof nothing {
  if (change === undefined || change.state === 'sent') return nothing;
  if (change.state === 'failed') return failed(context.language.text(`change.${change.kind}Failed`), change, context);
  return change.kind === 'reaction' ? nothing : html`<span>${context.language.text('line.sending')}</span>`;
}

function failed(what: string, { id, error }: Pick<Line, 'id' | 'error'>, { language, retry, discard }: ChatLineContext): TemplateResult {
  return html`
    <span class="negative" data-testid="failed">${what}${error === undefined ? nothing : ` · ${errorText(error, language)}`}</span>
    <button class="small" data-testid="retry" @click=${() => retry(id)}>${language.text('line.retry')}</button>
    <button class="small quiet" data-testid="discard" @click=${() => discard(id)}>${language.text('line.discard')}</button>
  `;
}

function mentions(line: Line, { me, names }: ChatLineContext): boolean {
  return !line.own && splitMentions(line.text, names).some(({ mention }) => mention === nameKey(me.name));
}

function tintOf(userId: string): number {
  let hash = 0;
  for (const character of userId) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
  return hash % AVATAR_TINTS;
}
