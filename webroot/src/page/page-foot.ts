import { html, nothing, type TemplateResult } from 'lit';
import type { PagedList } from '../client/index.js';
import { errorText } from './error-text.js';
import type { Language } from './i18n/language.js';

/** Below a list that is read page by page: what became of the reading, and the way to go on. */
export function pageFoot<T extends { readonly id: number }>(list: PagedList<T>, language: Language): TemplateResult {
  return html`
    <p role="alert" class="negative" data-testid="list-error" ?hidden=${list.error === undefined}>${list.error === undefined ? nothing : errorText(list.error, language)}</p>
    <p>
      <button class="small" data-testid="list-refresh" ?disabled=${list.reading} @click=${() => list.refresh()}>${language.text('moderation.refresh')}</button>
      ${list.hasMore ? html`<button class="small" data-testid="list-more" ?disabled=${list.reading} @click=${() => list.more()}>${language.text('moderation.more')}</button>` : nothing}
      ${list.items === undefined && list.reading ? html`<span class="muted">${language.text('moderation.reading')}</span>` : nothing}
    </p>
  `;
}
