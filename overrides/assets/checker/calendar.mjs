/**
 * The day a case is decided for: the reader's, unless their clock cannot be right.
 *
 * @typedef {{on: string, device: string, checked: string, doubt: "" | "behind" | "ahead"}} Day ISO dates: the day to
 *   decide for, the day the device shows, the day the rules were checked, and whether the device can hardly be right:
 *   `behind` the rules, which are then the later day, or a year `ahead`
 */

const DAY = 86_400_000;
// The reader's day may differ from Germany's by one, and rules may be published in the evening.
const BEHIND_DAYS = 2;
const AHEAD_DAYS = 365;

/** The reader's day. @returns {string} an ISO date */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The day rules were checked. @param {string} rules their version, which begins with it @returns {string} an ISO date */
export function checkedOn(rules) {
  return rules.slice(0, "2026-11-22".length);
}

/** @param {string} rules their version @returns {Day} */
export function day(rules) {
  const checked = checkedOn(rules);
  const device = today();
  const ahead = (Date.parse(device) - Date.parse(checked)) / DAY;
  return { on: device > checked ? device : checked, device, checked, doubt: ahead < -BEHIND_DAYS ? "behind" : ahead > AHEAD_DAYS ? "ahead" : "" };
}
