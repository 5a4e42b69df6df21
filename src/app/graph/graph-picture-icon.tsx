/** A faint picture of a filled graph, for the empty one. */
export function GraphPictureIcon() {
  return (
    <svg width="132" height="92" viewBox="0 0 132 92" fill="none" stroke="currentColor" stroke-width="1.5">
      <path d="M28 60 62 38M62 38 98 22M62 38 84 70M28 60 16 26M84 70 116 58M98 22 116 58" />
      <g fill="currentColor" stroke="none">
        <circle cx="62" cy="38" r="9" />
        <circle cx="28" cy="60" r="6" />
        <circle cx="98" cy="22" r="5" />
        <circle cx="84" cy="70" r="6" />
        <circle cx="16" cy="26" r="4" />
        <circle cx="116" cy="58" r="4" />
      </g>
    </svg>
  );
}
