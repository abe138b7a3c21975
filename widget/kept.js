// The token of a chat that somebody asked to keep while its page loads again, in the one store that ends
// with the tab. Never a word of the conversation.

const NAME = 'heard';

/** What `act` gives, or null where the browser denies pages in frames a store. */
function tried(act) {
  try {
    return act(window.sessionStorage);
  } catch (error) {
    return null;
  }
}

/** Whether there is a store. */
export const canKeep = () => Boolean(tried(store => store));

/** The token that was kept, or null. */
export const kept = () => tried(store => store.getItem(NAME));

/** Keeps a token; none takes it away. */
export function keep(token) {
  tried(store => (token ? store.setItem(NAME, token) : store.removeItem(NAME)));
}
