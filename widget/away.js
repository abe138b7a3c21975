// A chat that nobody uses is covered, since whoever passes may read it. The server keeps what was said.

/** Minutes without a key or a press until the chat is covered, and how many before that it is said. */
const COVERED_AFTER = 15;
export const TOLD_BEFORE = 3;

/** Calls `soon` when it will be covered soon, `back` when it is used after that, `cover` when it is time. */
export function onQuiet(soon, back, cover) {
  const minute = 60000;
  let warning, covering, told;

  function used() {
    clearTimeout(warning);
    clearTimeout(covering);
    if (told) back();
    told = false;
    warning = setTimeout(() => { told = true; soon(); }, (COVERED_AFTER - TOLD_BEFORE) * minute);
    covering = setTimeout(() => { told = false; cover(); }, COVERED_AFTER * minute);
  }

  addEventListener('keydown', used, true);
  addEventListener('pointerdown', used, true);
  used();
}
