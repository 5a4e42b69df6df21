/** A faint list of notes, for when there is none. */
export function ListPicture() {
  return (
    <svg viewBox="0 0 160 96" width="160" height="96" fill="currentColor">
      <rect x="8" y="6" width="70" height="7" rx="3.5" opacity="0.55" />
      <rect x="8" y="19" width="140" height="5" rx="2.5" opacity="0.25" />
      <rect x="8" y="40" width="92" height="7" rx="3.5" opacity="0.4" />
      <rect x="8" y="53" width="126" height="5" rx="2.5" opacity="0.18" />
      <rect x="8" y="74" width="56" height="7" rx="3.5" opacity="0.28" />
      <rect x="8" y="87" width="112" height="5" rx="2.5" opacity="0.12" />
    </svg>
  );
}
