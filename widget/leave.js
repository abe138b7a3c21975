// Leaving quickly: the keys that ask for it. What leaving does is in chat.js.

/** Milliseconds from the first press to the third. */
const WITHIN = 5000;

/**
 * Calls `leave` when Shift alone is pressed three times within five seconds.
 *
 * Any other key, or a click, starts the count again, so a capital letter never counts.
 */
export function onThreeShifts(leave) {
  let alone = false;
  // When the two presses before were, the later first.
  let presses = [];

  function press(event) {
    if (event.key === 'Shift') {
      alone = alone || !event.repeat;
      return;
    }
    alone = false;
    presses = [];
  }

  function release(event) {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    if (event.timeStamp - presses[1] < WITHIN) leave();
    presses = [event.timeStamp, presses[0]];
  }

  addEventListener('keydown', press, true);
  addEventListener('pointerdown', press, true);
  addEventListener('keyup', release, true);
}
