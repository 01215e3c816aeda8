// Rows that stay where they are as long as they say the same: no flicker, and focus and selection live on.

const known = new WeakMap();

/**
 * Makes an element what another one is, and leaves all in place that is the same in both: a click that is under way still arrives. What
 * listens stays, so rows must hold nothing that listens.
 * @param {any} there @param {any} made
 */
function become(there, made) {
  for (const { name } of [...there.attributes].filter((attribute) => !made.hasAttribute(attribute.name))) {
    there.removeAttribute(name);
  }
  for (const { name, value } of [...made.attributes].filter((attribute) => there.getAttribute(attribute.name) !== attribute.value)) {
    there.setAttribute(name, value);
  }
  const [old, young] = [[...there.childNodes], [...made.childNodes]];
  if (old.length !== young.length || old.some((child, at) => child.nodeName !== young[at].nodeName)) {
    there.replaceChildren(...young);
    return there;
  }
  old.forEach((child, at) => {
    if (child.nodeType === Node.ELEMENT_NODE) {
      become(child, young[at]);
    } else if (child.data !== young[at].data) {
      child.data = young[at].data;
    }
  });
  return there;
}

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
    const row = there ? become(there, made) : made;
    known.set(row, { key, text });
    return row;
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
