// The conversation's requests. Nothing is kept but the token, and that in memory only.

const SESSIONS = '/api/chat/sessions';
const MESSAGES = '/api/chat/messages';

/** Seconds to wait before each further try. */
const PAUSES = [1, 2, 4, 8, 16];
/** Seconds that one try may take. */
const PATIENCE = 20;
/** A wait longer than this many seconds is told to the person instead of being sat out. */
const LONGEST_WAIT = 60;

/** The server answered, and the answer is no. `wait` is its Retry-After in seconds, or 0. */
export class Refused extends Error {
  constructor(status, problem, wait) {
    super(String(status));
    this.status = status;
    this.messages = (problem && problem.messages) || [];
    this.wait = wait;
  }
}

/** An id for one message of the person, so that sending it again does nothing twice. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function worthAnotherTry(error) {
  if (!(error instanceof Refused)) return true;
  return error.status >= 500 || (error.status === 429 && error.wait <= LONGEST_WAIT);
}

/** Waits so many seconds, or until the device is back on a network. */
function pause(seconds) {
  return new Promise(resume => {
    const timer = setTimeout(done, seconds * 1000);
    addEventListener('online', done);
    function done() {
      clearTimeout(timer);
      removeEventListener('online', done);
      resume();
    }
  });
}

async function request(method, path, token, body) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE * 1000);
  const headers = {};
  if (token) headers.Authorization = 'Bearer ' + token;
  if (body) headers['Content-Type'] = 'application/json';
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      signal: patience.signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });
    const answer = await response.json();
    if (response.ok) return answer;
    throw new Refused(response.status, answer, Number(response.headers.get('Retry-After')) || 0);
  } finally {
    clearTimeout(timer);
  }
}

/** One conversation. `onWait(error, seconds, tries)` is called before each wait for another try. */
export class Gateway {
  constructor(onWait) {
    this.onWait = onWait;
    this.token = null;
  }

  /** Opens a conversation; the answer holds its first messages. */
  async open(start) {
    this.token = null;
    const answer = await this.persist('POST', SESSIONS, start);
    this.token = answer.token;
    return answer;
  }

  /** Sends what the person said ({text} or {choice}) under its id. */
  say(id, said) {
    return this.persist('POST', MESSAGES, Object.assign({ id }, said));
  }

  /** Asks for another language or age band; the answer holds the last question in it. */
  speak(voice) {
    return request('PATCH', SESSIONS, this.token, voice);
  }

  /** All messages so far, of both sides. */
  history() {
    return request('GET', MESSAGES, this.token);
  }

  /** Forgets the token and ends the conversation, even while the page goes away. */
  end() {
    if (!this.token) return;
    const headers = { Authorization: 'Bearer ' + this.token };
    this.token = null;
    fetch(SESSIONS, { method: 'DELETE', headers, keepalive: true, credentials: 'omit' }).catch(() => {});
  }

  async persist(method, path, body) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await request(method, path, this.token, body);
      } catch (error) {
        if (tries > PAUSES.length || !worthAnotherTry(error)) throw error;
        const wait = Math.max(PAUSES[tries - 1], error.wait || 0);
        this.onWait(error, wait, tries);
        await pause(wait);
      }
    }
  }
}
