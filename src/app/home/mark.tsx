/** The mark of the app: a letter that is a small graph. */
export function Mark() {
  return (
    <svg class="mark" viewBox="92 64 328 376" width="56" height="64" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="26" stroke-linecap="round">
        <path d="M256 132 152 380" />
        <path d="M256 132 360 380" />
        <path d="M192 284 320 284" />
      </g>
      <circle cx="152" cy="380" r="36" fill="currentColor" />
      <circle cx="360" cy="380" r="36" fill="currentColor" />
      <circle class="mark-top" cx="256" cy="132" r="48" />
    </svg>
  );
}
