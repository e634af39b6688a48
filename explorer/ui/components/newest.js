/**
 * Ask a server at the pace of a drag: of the requests that wait, only the newest is sent.
 *
 * One request is in flight at a time; two where that is allowed, as long as the server answers
 * quickly, so that a drag need not wait for a whole round trip to go on. Whoever then asks too much
 * gets no answer to the older of two requests that both wait for their turn on the server
 * (explorer/ui/explore/turns.py), but the answer `{superseded: true}`, and asks one at a time again.
 */

const PATIENCE = 10_000; // milliseconds until a request counts as lost
const QUICK = 40; // milliseconds of a round trip that a second one may overlap: past it the server has more to do than this drag

/**
 * @template Request, Answer
 * @param {(request: Request) => Promise<Answer>} ask
 * @param {(answer: Answer, request: Request, superseded: boolean) => void} use called for every
 *   answer, in the order asked; `superseded` says that a newer request is already waiting
 * @param {(error: Error) => void} fail called when the server cannot be reached
 * @param {{most?: 1 | 2, now?: () => number}} how `most` requests in flight; a clock, in milliseconds
 * @returns {(request: Request) => void} asks, now or as soon as an answer in flight is here
 */
export function newest(ask, use, fail, { most = 1, now = () => performance.now() } = {}) {
  let inFlight = 0, allowed = 1, waiting = [], shown = Promise.resolve();

  function send() {
    while (waiting.length && inFlight < allowed) {
      const request = waiting.pop(), coming = trip(request);
      waiting = [];
      inFlight += 1;
      shown = shown.then(() => show(coming, request));
    }
  }

  /** One round trip; how long it took says how many may be in flight. @returns {Promise<{answer?: Answer, error?: Error}>} */
  async function trip(request) {
    const began = now();
    const outcome = await withPatience(ask(request)).then((answer) => ({ answer }), (error) => ({ error }));
    const quick = now() - began < QUICK && outcome.answer && !outcome.answer.superseded;
    allowed = quick ? most : 1;
    return outcome;
  }

  /** @param {Promise<{answer?: Answer, error?: Error}>} coming @param {Request} request */
  async function show(coming, request) {
    const { answer, error } = await coming;
    inFlight -= 1;
    try {
      if (error) throw error;
      if (!answer?.superseded) use(answer, request, waiting.length > 0);
    } catch (problem) {
      fail(problem);
    }
    send();
  }

  return (request) => {
    waiting = [request];
    send();
  };
}

function withPatience(promise) {
  let timer;
  const lost = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('timeout')), PATIENCE); });
  return Promise.race([promise, lost]).finally(() => clearTimeout(timer));
}
