import { css } from 'lit';

/** A button that is nothing but an icon, and the number that stands on it. */
export const iconButtonStyle = css`
  .icon {
    position: relative;
    display: grid;
    width: 36px;
    padding: 0;
    place-items: center;
  }

  .icon svg {
    width: 19px;
    height: 19px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .count {
    position: absolute;
    top: 0;
    right: 0;
    min-width: 18px;
    padding: 0 4px;
    border-radius: 999px;
    background: var(--accent);
    color: var(--accent-text);
    font-size: 0.7rem;
    font-weight: 700;
    line-height: 18px;
    text-align: center;
  }
`;
