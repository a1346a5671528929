// The worker behind the theme's search box. It speaks the theme's messages (SETUP, READY, QUERY, RESULT) and three of
// our own with docs/assets/search.js: WAKE fetches the index before it is needed, TOPIC keeps to a topic, and a RESULT
// also carries what the page shows around the results.
import { Engine } from "./engine.js";
import { rowsOf } from "./results.js";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, WAKE = 10, TOPIC = 11;
// This file lies in the site's search/ folder, beside the index.
const INDEX = new URL("index.json", self.location);

let engine, loading, query = "", topic = "";

/** Fetch the index once. After a failure the next query tries again. */
function load() {
  loading ??= fetch(INDEX).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  }).then((index) => { engine = new Engine(index); }).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function answer() {
  const asked = query;
  if (!asked.trim()) return postMessage({ type: RESULT, data: { items: [], query: "" } });
  try {
    await load();
  } catch {
    return asked === query && postMessage({ type: RESULT, data: { items: [], query, broken: true } });
  }
  // Somebody typed on while the index came: only the last words count.
  if (asked !== query) return undefined;
  const found = engine.search(query, topic);
  return postMessage({
    type: RESULT,
    data: {
      items: rowsOf(engine, found),
      suggest: engine.completion(query),
      query,
      topics: found.topics,
      instead: found.instead,
    },
  });
}

self.addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY });
  else if (type === WAKE) load().catch(() => {});
  else if (type === QUERY) { query = data; answer(); }
  else if (type === TOPIC) { topic = data; answer(); }
});
