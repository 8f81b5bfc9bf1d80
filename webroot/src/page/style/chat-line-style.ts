import { css } from 'lit';

export const chatLineStyle = css`
  .line {
    display: grid;
    grid-template-columns: 34px minmax(0, 1fr);
    gap: 10px;
    padding: 6px 16px;
    /* Painting two thousand lines took 80 ms a message; lines out of sight now cost nothing. */
    content-visibility: auto;
    contain-intrinsic-size: auto 66px;
  }

  .line:hover {
    background: var(--raised);
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

  .reaction {
    padding: 0 6px;
    border: 1px solid var(--line);
    border-radius: 999px;
  }

  [data-state='sending'] .words {
    opacity: 0.7;
  }

  [data-state='failed'] .words {
    outline: 1px dashed var(--negative);
  }
`;
