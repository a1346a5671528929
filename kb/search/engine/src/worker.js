// The worker behind the theme's search box. It speaks the theme's messages (SETUP, READY, QUERY, RESULT) and two of our
// own, from docs/assets/scripts: LOAD_INDEX fetches the index before it is needed, and PROVIDER names the reader's own
// provider and asks once more. A RESULT also says what was read in place of the words typed.
import { Engine } from "./engine.js";
import { rowsOf } from "./results.js";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, LOAD_INDEX = 10, PROVIDER = 11;
// This file lies in the site's search/ folder, beside the index.
const INDEX = new URL("index.json", location);

let engine, loading, query = "", provider;

/** Fetch the index once. After a failure the next query tries again. */
function load() {
  // The page that a server sends in the index's place is no JSON, and fails as well.
  loading ??= fetch(INDEX).then((answer) => answer.json()).then((index) => { engine = new Engine(index); }).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

const reply = (data) => postMessage({ type: RESULT, data: { query, items: [], ...data } });

async function answer() {
  const asked = query;
  if (!asked.trim()) return reply({ query: "" });
  try {
    await load();
  } catch {
    return asked === query && reply({ broken: true });
  }
  // Somebody typed on while the index came: only the last words count.
  if (asked !== query) return undefined;
  const { hits, instead } = engine.search(query, provider);
  return reply({ items: rowsOf(engine, hits), instead });
}

onmessage = ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY });
  else if (type === LOAD_INDEX) load().catch(() => {});
  else if (type === QUERY) { query = data; answer(); }
  else if (type === PROVIDER) { provider = data; if (query) answer(); }
};
