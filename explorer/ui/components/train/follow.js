/** Following a run: one question at a time, as often as the answers change. */

/** Milliseconds from one question to the next, by the run's status; 4 to 5 a second at most. */
const PACE = { running: 225, starting: 400, waiting: 1000, paused: 1500, finished: 5000, failed: 3000, stopped: 5000 };
const OF_A_BROADCAST = 500; // as often as the server renews what it shows to viewers
const OUT_OF_SIGHT = 2000, NO_ANSWER = 2000;
const PATIENCE = 2; // questions about a broadcast that was there and is not

/**
 * What the server says at each look (see update.py).
 * @typedef {{status: string, message: string, step: number, steps: number, images_per_second: number | null,
 *   seconds_left: number | null, precision: string | null, device: string | null, threads: number, since: number,
 *   points: number, steps_at: number[], columns: Record<string, (number | null)[]>, samples_step: number,
 *   scores: Record<string, (number | null)[]> | null, score_space: string, marks: [number, Record<string, any>][],
 *   diagnoses: any[], config: Record<string, any>, parent: [string, number] | null,
 *   samples: Sheet | null, real: Sheet | null, push: Sheet | null, companions: Record<string, Sheet> | null, plane: any, is_points: boolean, players: string,
 *   rungs: number[], place: number | null, goal: any, stage: any, stage_key: string, error?: string}} Update
 * @typedef {{src: string, count: number, columns: number, width: number, height: number}} Sheet
 */

export class Follower {
  /**
   * @param {object} page
   * @param {(look: object) => Promise<Update>} page.ask
   * @param {() => boolean} [page.watching] whether it is somebody else's run, which many look at
   * @param {() => boolean} page.inSight whether anybody can see the stage
   * @param {(update: Update) => void} page.onUpdate
   * @param {(sentence: string) => void} page.onGone the run does not exist
   * @param {(answers: boolean) => void} page.onConnection the server stopped answering, or answers again
   */
  constructor(page) {
    this.page = page;
    this.run = null;
    this.wake = () => {};
  }

  /** Follow this run from its first point on; null follows none. @param {string | null} run */
  follow(run) {
    this.run = run;
    this.look = { run, since: 0, samples_step: -1, real: false, scores: 0, push_step: -1, stage_key: '' };
    this.hurry();
    if (run) this.#loop(this.look);
  }

  /** Ask now: something was done that changes the answer. */
  hurry() {
    this.wake();
  }

  async #loop(look) {
    let connected = true, patience = 0;
    while (this.look === look) {
      const began = performance.now();
      const update = await this.page.ask(look).catch(() => null);
      if (this.look !== look) return;
      if (Boolean(update) !== connected) this.page.onConnection(connected = Boolean(update));
      if (update?.error) {
        if (!this.page.watching?.() || !patience) return this.page.onGone(update.error);
        patience -= 1; // a server started anew knows a broadcast again once its owner's page has called
        await this.#rest(NO_ANSWER);
        continue;
      }
      if (update) {
        patience = PATIENCE;
        this.#take(update);
      }
      // A long history comes in parts, and a stage of slow motion not together with new samples.
      if (update && (look.since < update.points || look.stage_key !== update.stage_key)) continue;
      await this.#rest(this.#pause(update) - (performance.now() - began));
    }
  }

  #take(update) {
    const { look } = this;
    look.since = update.since + update.steps_at.length;
    if (update.samples || update.plane) look.samples_step = update.samples_step;
    if (update.push) look.push_step = update.samples_step;
    look.real ||= Boolean(update.real);
    if (update.stage || !update.stage_key) look.stage_key = update.stage_key;
    if (update.scores) look.scores = update.scores.step?.length ?? 0;
    this.page.onUpdate(update);
  }

  #pause(update) {
    if (!update) return NO_ANSWER;
    const least = !this.page.inSight() ? OUT_OF_SIGHT : this.page.watching?.() ? OF_A_BROADCAST : 0;
    return Math.max(least, PACE[update.status]);
  }

  #rest(milliseconds) {
    return new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, Math.max(0, milliseconds));
    });
  }
}
