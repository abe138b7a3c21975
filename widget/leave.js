// Leaving quickly: the keys that ask for it. What leaving does is in chat.js.

const PRESSES = 3;
const WITHIN = 5000;

/**
 * Calls `leave` when Shift alone is pressed three times within five seconds.
 *
 * Any other key, or a click, starts the count again, so a capital letter never counts.
 */
export function onThreeShifts(leave) {
  let alone = false;
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
    presses = presses.filter(at => event.timeStamp - at < WITHIN).concat(event.timeStamp);
    if (presses.length >= PRESSES) leave();
  }

  addEventListener('keydown', press, true);
  addEventListener('pointerdown', press, true);
  addEventListener('keyup', release, true);
}
