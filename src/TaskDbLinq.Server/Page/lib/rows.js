// Rows that stay where they are as long as they say the same: no flicker, and focus and selection live on.

const known = new WeakMap();

/**
 * Makes the children of an element those of some data.
 * @template T
 * @param {Element} place
 * @param {T[]} data
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => Element} make
 */
export function keep(place, data, keyOf, make) {
  const old = new Map([...place.children].map((child) => [known.get(child)?.key, child]));
  const wanted = data.map((item) => {
    const key = keyOf(item);
    const text = JSON.stringify(item);
    const there = old.get(key);
    if (there && known.get(there).text === text) {
      return there;
    }
    const made = make(item);
    known.set(made, { key, text });
    return made;
  });
  const stays = new Set(wanted);
  for (const child of [...place.children]) {
    if (!stays.has(child)) {
      child.remove();
    }
  }
  wanted.forEach((child, at) => {
    if (place.children[at] !== child) {
      place.insertBefore(child, place.children[at] ?? null);
    }
  });
}
