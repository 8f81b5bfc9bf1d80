import { css } from 'lit';

export const messageInputStyle = css`
  :host {
    position: relative;
  }

  form {
    display: grid;
    grid-template-columns: 1fr auto auto;
    gap: 8px;
    align-items: end;
    padding: 4px 12px calc(12px + env(safe-area-inset-bottom));
  }

  textarea {
    width: 100%;
    min-height: 44px;
    max-height: 30vh;
    padding: 10px 14px;
    border: 1px solid var(--control-line);
    border-radius: 12px;
    background: var(--surface);
    line-height: 1.5;
    resize: none;
    field-sizing: content;
  }

  textarea::placeholder {
    color: var(--muted);
  }

  button {
    min-height: 44px;
    border-radius: 12px;
    white-space: nowrap;
  }

  .status {
    display: flex;
    gap: 4px 12px;
    align-items: baseline;
    justify-content: space-between;
    min-height: 1.5rem;
    padding: 0 16px;
    font-size: 0.84rem;
  }

  .hint {
    flex: 1;
    max-height: 40vh;
    overflow: auto;
    color: var(--muted);
    white-space: pre-line;
  }

  .composition {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 2px 12px 2px 16px;
    border-left: 3px solid var(--accent);
    font-size: 0.86rem;
  }

  .composition bdi {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    color: var(--muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .composition button {
    min-width: 28px;
    min-height: 28px;
    padding: 0;
  }

  .preview {
    white-space: nowrap;
    font-weight: 600;
  }

  .completions {
    position: absolute;
    right: 12px;
    bottom: 100%;
    left: 12px;
    z-index: 10;
    max-height: 264px;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    box-shadow: var(--shadow);
    overflow: auto;
  }

  .completions li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: center;
    min-height: 32px;
    padding: 2px 10px;
    border-radius: 8px;
    font-size: 0.92rem;
    cursor: pointer;
  }

  .completions li:hover,
  .completions [aria-selected='true'] {
    background: var(--own);
  }

  @media (max-width: 420px) {
    form {
      gap: 6px;
      padding-inline: 8px;
    }

    button {
      padding: 0 10px;
    }
  }
`;
