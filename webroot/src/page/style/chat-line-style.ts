import { css } from 'lit';

export const chatLineStyle = css`
  .line {
    display: grid;
    grid-template-columns: 34px minmax(0, 1fr) auto;
    gap: 10px;
    padding: 6px 16px;
    /* Painting two thousand lines took 80 ms a message; lines out of sight now cost nothing. */
    content-visibility: auto;
    contain-intrinsic-size: auto 66px;
  }

  .line:hover {
    background: var(--raised);
  }

  .line:focus-visible {
    outline-offset: -2px;
  }

  .found {
    background: var(--own);
    animation: found 1.6s ease-out;
  }

  @keyframes found {
    from {
      background: color-mix(in srgb, var(--accent), transparent 40%);
    }
  }

  .own .words {
    background: var(--own);
  }

  .mention {
    box-shadow: inset 3px 0 var(--accent);
  }

  .avatar {
    display: grid;
    width: 34px;
    height: 34px;
    border-radius: 11px;
    color: #fff;
    font-weight: 700;
    place-items: center;
    user-select: none;
  }

  .own .avatar {
    background: var(--accent);
    color: var(--accent-text);
  }

  .tint-0 {
    background: #3f6ea8;
  }

  .tint-1 {
    background: #8a4f9e;
  }

  .tint-2 {
    background: #2f7d6b;
  }

  .tint-3 {
    background: #a8533a;
  }

  .tint-4 {
    background: #5a5fb8;
  }

  .tint-5 {
    background: #7a6a2c;
  }

  .words {
    width: fit-content;
    max-width: 100%;
    padding: 5px 12px;
    border-radius: 4px 14px 14px;
    background: var(--raised);
  }

  .line:hover .words {
    background: color-mix(in srgb, var(--raised), var(--line) 40%);
  }

  .own:hover .words {
    background: var(--own);
  }

  .sender {
    font-weight: 650;
  }

  .own .sender {
    color: var(--accent-ink);
  }

  .text {
    white-space: pre-wrap;
  }

  a {
    color: var(--blue);
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 8px;
    align-items: center;
    min-height: 1.3rem;
    padding: 1px 2px 0;
    color: var(--muted);
    font-size: 0.78rem;
  }

  .action {
    font-style: italic;
  }

  mark {
    padding: 0 2px;
    border-radius: 4px;
    background: color-mix(in srgb, var(--blue), transparent 85%);
    color: inherit;
    font-weight: 600;
  }

  mark.me {
    background: var(--accent);
    color: var(--accent-text);
  }

  .quote {
    display: block;
    max-width: 100%;
    min-height: 24px;
    margin-bottom: 2px;
    padding: 0 8px;
    border: 0;
    border-left: 3px solid var(--control-line);
    border-radius: 0 6px 6px 0;
    background: transparent;
    color: var(--muted);
    font-size: 0.82rem;
    text-align: start;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    padding-top: 4px;
  }

  .reaction {
    min-height: 26px;
    padding: 0 8px;
    border-radius: 999px;
    font-size: 0.84rem;
  }

  .reaction[aria-pressed='true'] {
    border-color: var(--accent-ink);
    background: var(--own);
  }

  .more {
    align-self: start;
    min-width: 28px;
    padding: 0;
    opacity: 0;
  }

  .line:hover .more,
  .line:focus-within .more,
  .line:focus .more,
  .more[aria-expanded='true'] {
    opacity: 1;
  }

  /* Where nothing hovers it has to be seen all the time. */
  @media (hover: none) {
    .more {
      opacity: 0.75;
    }
  }

  [data-state='sending'] .words {
    opacity: 0.7;
  }

  [data-state='failed'] .words {
    outline: 1px dashed var(--negative);
  }
`;
