/** Ask a server at the pace of a drag: one request in flight, and of those that wait the newest. */

const PATIENCE = 10_000; // milliseconds until a request counts as lost

/**
 * @template Request, Answer
 * @param {(request: Request) => Promise<Answer>} ask
 * @param {(answer: Answer, request: Request, superseded: boolean) => void} use called for every
 *   answer, in the order asked; `superseded` says that a newer request is already waiting
 * @param {(error: Error) => void} fail called when the server cannot be reached
 * @returns {(request: Request) => void} asks, now or as soon as the answer in flight is here
 */
export function newest(ask, use, fail) {
  let busy = false, waiting = [];

  async function run() {
    busy = true;
    while (waiting.length) {
      const request = waiting.pop();
      waiting = [];
      try {
        const answer = await withPatience(ask(request));
        use(answer, request, waiting.length > 0);
      } catch (error) {
        fail(error);
      }
    }
    busy = false;
  }

  return (request) => {
    waiting = [request];
    if (!busy) run();
  };
}

function withPatience(promise) {
  let timer;
  const lost = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('timeout')), PATIENCE); });
  return Promise.race([promise, lost]).finally(() => clearTimeout(timer));
}
