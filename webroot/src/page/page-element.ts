import { LitElement, type CSSResultGroup } from 'lit';
import type { ChangeSource } from '../client/index.js';
import { language } from './i18n/language.js';
import { Observer } from './observer.js';
import { baseStyle } from './style/base-style.js';

/** A component of the page: speaks the page's language and follows its sources. */
export abstract class PageElement extends LitElement {
  static override styles: CSSResultGroup = baseStyle;

  protected readonly language = language;

  constructor() {
    super();
    new Observer(this, () => [language, ...this.sources()]);
  }

  /** What this component shows; it renders anew when one of them changes. */
  protected sources(): readonly (ChangeSource | undefined)[] {
    return [];
  }
}
