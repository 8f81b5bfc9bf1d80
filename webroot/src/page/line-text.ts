import { html, nothing, type TemplateResult } from 'lit';
import type { Line } from '../client/index.js';
import { actionOf } from './action-line.js';
import type { Language } from './i18n/language.js';
import { splitLinks } from './link.js';
import { nameKey, splitMentions } from './mention.js';

export interface TextContext {
  language: Language;
  /** By `nameKey`: who may be mentioned. */
  names: ReadonlySet<string>;
  myName: string;
}

// Sender and text stand in one run without white space of the template between them, so that they read and copy as `name: text`.

/** Who says, or does, what. */
export function lineText(line: Line, context: TextContext): TemplateResult {
  const { language } = context;
  const sender = line.own ? language.text('line.me') : line.from.name;
  if (line.deleted === true) return html`<p class="words">${name(line, `${sender}:`)} <i class="muted">${language.text('line.deleted')}</i></p>`;
  const action = actionOf(line.text);
  return action === undefined
    ? html`<p class="words">${name(line, `${sender}:`)} ${marked(line.text, context)}</p>`
    : html`<p class="words action">${name(line, line.own ? line.from.name : sender)} ${marked(action, context)}</p>`;
}

/** What a line says, in one short run without links; for a place that points at it. */
export function excerpt(line: Line, language: Language): string {
  if (line.deleted === true) return language.text('line.deleted');
  return actionOf(line.text) ?? line.text;
}

function name(line: Line, shown: string): TemplateResult {
  return html`<span class="sender" title=${line.from.name}>${shown}</span>`;
}

function marked(text: string, context: TextContext): TemplateResult {
  return html`<bdi class="text" dir="auto">${splitLinks(text).map((piece) =>
    piece.href === undefined
      ? mentions(piece.text, context)
      : html`<a href=${piece.href} target="_blank" rel="noopener nofollow noreferrer">${piece.text}</a>`,
  )}</bdi>`;
}

function mentions(text: string, { names, myName }: TextContext): unknown {
  return splitMentions(text, names).map(({ text: words, mention }) =>
    mention === undefined ? words : html`<mark class=${mention === nameKey(myName) ? 'me' : nothing} data-testid="mention">${words}</mark>`,
  );
}
