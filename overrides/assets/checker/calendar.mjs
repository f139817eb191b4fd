/**
 * The day a case is decided for: the reader's, unless their clock cannot be right.
 *
 * @typedef {{on: string, device: string, doubt: "" | "behind" | "ahead"}} Day ISO dates: the day to decide for, the day
 *   the device shows, and whether that can hardly be; `behind` the rules, which are then the later day, or a year `ahead`
 */

const DAY = 86_400_000;
// The reader's day may differ from Germany's by one, and rules may be published in the evening.
const BEHIND_DAYS = 2;
const AHEAD_DAYS = 365;

/** @param {string} rules the version of the rules, which begins with the day they were checked @returns {Day} */
export function day(rules) {
  const checked = rules.slice(0, "2026-11-22".length);
  const now = new Date();
  const device = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const ahead = (Date.parse(device) - Date.parse(checked)) / DAY;
  return { on: device > checked ? device : checked, device, doubt: ahead < -BEHIND_DAYS ? "behind" : ahead > AHEAD_DAYS ? "ahead" : "" };
}
