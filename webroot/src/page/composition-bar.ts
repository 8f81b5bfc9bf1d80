import { html, nothing, type TemplateResult } from 'lit';
import type { Composition } from './composing.js';
import type { Language } from './i18n/language.js';
import { excerpt } from './line-text.js';

/** Says which line is being answered or edited, and offers to let that be. */
export function compositionBar(composition: Composition | undefined, language: Language, cancel: () => void): TemplateResult | typeof nothing {
  if (composition === undefined) return nothing;
  const { kind, line } = composition;
  const what = kind === 'edit' ? language.text('input.editing') : language.text('input.replying', { name: line.own ? language.text('line.me') : line.from.name });
  return html`
    <div class="composition" data-testid="composition" data-kind=${kind}>
      <span>${what}</span> <bdi dir="auto">${excerpt(line, language)}</bdi>
      <button class="small quiet" data-testid="cancel-composition" aria-label=${language.text('input.cancel')} title=${language.text('input.cancel')} @click=${cancel}>✕</button>
    </div>
  `;
}
