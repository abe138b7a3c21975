// How the chat looks and what is put on paper. What a person chose holds for this page and is kept nowhere.

const DEVICE = '(prefers-color-scheme: dark)';

/** Dark where the device asks for it, always, or never. */
function darken(colours) {
  Array.from(document.styleSheets).forEach(sheet => Array.from(sheet.cssRules).forEach(({ media }) => {
    if (!media || ![DEVICE, 'all', 'not all'].includes(media.mediaText)) return;
    media.mediaText = { device: DEVICE, dark: 'all' }[colours] || 'not all';
  }));
}

/** Follows the choices of the panel `look`: size of the words, colours, space between letters. */
export function followLook(look) {
  const page = document.documentElement;
  look.addEventListener('change', event => {
    const { name, value, checked } = event.target;
    if (name === 'size') page.style.fontSize = value + '%';
    if (name === 'colours') {
      page.dataset.colours = value;
      darken(value);
    }
    if (name === 'spaced') page.classList.toggle('spaced', checked);
  });
}

/** Prints the conversation, or `card` of it alone. */
export function print(card) {
  const page = document.documentElement;
  if (card) card.classList.add('printed');
  page.classList.toggle('partly', Boolean(card));
  window.print();
  page.classList.remove('partly');
  if (card) card.classList.remove('printed');
}
