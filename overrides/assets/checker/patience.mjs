/**
 * How long the page waits. Only time without progress is limited, never the whole: on slow data a minute is normal.
 *
 * All in seconds: `stall` without a byte; `work` between the last byte and the next word, because a slow phone
 * works long; `call` until the checker answers; `glance` until the short result steps in for one on its way.
 */
export const patience = { stall: 20, work: 120, call: 20, glance: 0.5 };

/**
 * Ends what makes no progress. Seconds are counted one by one instead of comparing clock times, so that a phone that
 * slept with the page open is not mistaken for a stalled network.
 */
export class Watchdog {
  #quiet = 0;
  #timer;

  /** @param {() => number} limit seconds that are still normal now @param {(seconds: number) => void} onStall called once */
  constructor(limit, onStall) {
    this.#timer = setInterval(() => {
      this.#quiet += 1;
      if (this.#quiet >= limit()) {
        this.end();
        onStall(this.#quiet);
      }
    }, 1000);
  }

  /** Something happened. */
  feed() {
    this.#quiet = 0;
  }

  end() {
    clearInterval(this.#timer);
  }
}
