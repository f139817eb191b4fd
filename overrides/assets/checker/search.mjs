/**
 * Finds occupations by name until Python is there, which does it better (typing errors, other languages).
 *
 * @typedef {{id: string, group: string, title: string, name: string, also: string[], hint: string}} Profession
 * @typedef {{profession: Profession, words: string[][]}} Entry
 */

const ARTICLE = /^ال(?=\p{L}{3})/u;
const LETTERS = new Map(
  Object.entries({ ß: "ss", أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ة: "ه", ؤ: "و", ئ: "ي", "ـ": "", ґ: "г", "ʼ": "", "’": "", "'": "", ł: "l", ı: "i", ø: "o", æ: "ae" }),
);

/** Words in their plain form: no case, accents, apostrophes, vowel signs or Arabic article. @param {string} text */
export function plainWords(text) {
  return [...text.toLowerCase()]
    .map((letter) => LETTERS.get(letter) ?? letter)
    .join("")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.replace(ARTICLE, ""));
}

/** @param {Profession[]} professions @returns {Entry[]} */
export function index(professions) {
  return professions.map((profession) => ({
    profession,
    words: [...profession.title.split("/"), profession.name, ...profession.also].map(plainWords),
  }));
}

/**
 * Professions for what was typed, best first: the beginning of a name before the beginning of a
 * later word before the inside of a word, shorter names before longer ones.
 *
 * @param {Entry[]} entries @param {string} typed @param {number} limit @returns {Profession[]}
 */
export function find(entries, typed, limit) {
  const wanted = plainWords(typed);
  if (wanted.length === 0) {
    return [];
  }
  return entries
    .map(({ profession, words }) => ({ profession, score: Math.min(...words.map((name) => distance(wanted, name))) }))
    .filter(({ score }) => score < Infinity)
    .sort((a, b) => a.score - b.score)
    .slice(0, limit)
    .map(({ profession }) => profession);
}

/** How far typed words are from a name; Infinity when one of them is not in it. @param {string[]} wanted @param {string[]} name */
function distance(wanted, name) {
  let total = 0;
  for (const word of wanted) {
    const ranks = name.map((other, place) => {
      if (other.startsWith(word)) {
        return (place === 0 ? 0 : 100) + other.length - word.length;
      }
      return word.length > 2 && other.includes(word) ? 200 + other.length : Infinity;
    });
    total += Math.min(Infinity, ...ranks);
  }
  return total + name.length;
}
