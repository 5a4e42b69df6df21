/** The content pane while no note is chosen. */
export function NoNoteChosen() {
  return <p class="note-message">Choose a note on the left, or press N to write a new one.</p>;
}
