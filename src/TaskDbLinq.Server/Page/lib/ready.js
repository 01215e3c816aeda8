// The page's script asks before the page is whole, and draws when it is.

/** Waits until the page's text and its style sheet are there. */
export async function ready() {
  if (document.readyState === "loading") {
    await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  }
  const styles = /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="stylesheet"]'));
  if (!styles.sheet) {
    await new Promise((done) => ["load", "error"].forEach((end) => styles.addEventListener(end, done, { once: true })));
  }
}
