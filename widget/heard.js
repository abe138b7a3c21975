// The loader: a button on the council's page that opens the chat in a frame of the chat's own origin.
// What crosses to the page are bare signals ('heard:exit'), never a word of the conversation.
// The server puts {words, leave, locale} in the place of the string on the last line.
(function ({ words, leave, locale }) {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const data = script.dataset;
  const leaveTo = data.leave || leave;
  const own = /^#[0-9a-f]{6}$/i.test(data.colour);
  const colour = own ? data.colour : '#0b5753';
  const side = { left: 'left', right: 'right' }[data.position] || 'inset-inline-end';
  const make = name => document.createElement(name);
  const announce = what => document.dispatchEvent(new Event('heard:' + what));
  const place = make('div');
  const button = make('button');
  let frame, late, alone, presses = [], ready = false, shiftLeaves = true;

  // Black words or white ones, whichever can be read better on the colour (WCAG 2.2: contrast
  // ratio; with this simpler power the better one still has 4.5 to 1 on every colour).
  const light = colour.match(/\w\w/g).reduce((sum, digits, n) => (
    sum + [.2126, .7152, .0722][n] * (parseInt(digits, 16) / 255) ** 2.2
  ), 0) > .18;

  // Styled from script and not by a style sheet, so that a strict style-src of the page is kept.
  button.style.cssText = 'all:initial;box-sizing:border-box;position:fixed;z-index:2147483647;bottom:16px;' +
    side + ':16px;max-width:calc(100vw - 32px);min-height:48px;padding:12px 22px;text-align:center;' +
    'border:2px solid #fff;border-radius:26px;cursor:pointer;' +
    'background:' + colour + ';color:' + (light ? '#000;' : '#fff;') +
    'font:600 medium/1.3 system-ui,sans-serif;outline-offset:2px;unicode-bidi:plaintext';
  button.lang = locale;
  button.onfocus = () => { button.style.outline = '3px solid #1d4ed8'; };
  button.onblur = () => { button.style.outline = ''; };
  button.onclick = open;

  function closed(text) {
    button.textContent = text;
    button.style.visibility = '';
  }

  function open() {
    if (frame) return ready && show();
    frame = make('iframe');
    frame.title = words.title;
    frame.referrerPolicy = 'no-referrer';
    frame.allow = 'clipboard-write';
    frame.sandbox = 'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads ' +
      'allow-popups allow-popups-to-escape-sandbox allow-top-navigation-to-custom-protocols';
    // A panel at the side of a wide window; the whole of a narrow one.
    frame.style.cssText = 'all:initial;position:fixed;z-index:2147483647;bottom:0;visibility:hidden;' +
      side + ':max(0px,min(16px,100vw - 30em));' +
      'width:29em;max-width:100vw;height:100vh;height:min(max(46em,(30em - 100vw)*99),100dvh);' +
      'border-radius:12px 12px 0 0;box-shadow:0 4px 32px #0006';
    frame.src = home + '/chat?' + new URLSearchParams({
      council: data.council || '', host: location.origin, locale, colour: own ? colour.slice(1) : '',
    });
    place.append(frame);
    late = setTimeout(() => { drop(); closed(words.launch_failed); }, 20000);
  }

  function show() {
    clearTimeout(late);
    frame.style.visibility = 'visible';
    frame.focus();
    button.style.visibility = 'hidden';
    announce('open');
  }

  function hide() {
    frame.style.visibility = 'hidden';
    closed(words.launch);
    button.focus();
    announce('close');
  }

  function drop() {
    if (frame) frame.remove();
    frame = null;
    ready = false;
  }

  function blank() {
    document.documentElement.style.cssText = 'display:none!important';
    document.title = new URL(leaveTo).hostname;
  }

  function go() {
    blank();
    location.replace(leaveTo);
  }

  // The frame ends its conversation and answers 'heard:exit'; it gets a moment for that, not longer.
  function exit() {
    blank();
    if (!ready) return go();
    frame.contentWindow.postMessage('heard:exit', home);
    setTimeout(go, 150);
  }

  function hear(event) {
    if (!frame || event.origin !== home || event.source !== frame.contentWindow) return;
    const what = event.data;
    if (what === 'heard:ready') { ready = true; show(); }
    if (what === 'heard:close') hide();
    if (what === 'heard:exit') go();
    if (/shift/.test(what)) shiftLeaves = what === 'heard:shift-on';
  }

  // Shift alone, three times within five seconds; any other key, or a click, starts the count again.
  function press(event) {
    if (event.key === 'Shift') { alone = alone || !event.repeat; return; }
    alone = false;
    presses = [];
  }

  function release(event) {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    if (shiftLeaves && event.timeStamp - presses[1] < 5000) exit();
    presses = [event.timeStamp, presses[0]];
  }

  const heard = [['message', hear], ['keydown', press], ['keyup', release], ['pointerdown', press]];
  heard.forEach(pair => addEventListener(...pair, true));
  document.addEventListener('heard:remove', () => {
    heard.forEach(pair => removeEventListener(...pair, true));
    clearTimeout(late);
    drop();
    place.remove();
  }, { once: true });

  place.append(button);
  closed(words.launch);
  document.body.append(place);
})('__SETTINGS__');
