// Prints as JSON the pages that searches find. Usage: node ask.mjs engine.mjs index.json, with '[["words", "acme"], …]' typed
// in: what somebody types, and the id of their own provider or null.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, file] = process.argv.slice(2);
const { Engine } = await import(pathToFileURL(module));
const engine = new Engine(JSON.parse(readFileSync(file, "utf8")));
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(([words, mine]) => (
  engine.search(words, mine ?? undefined).hits.map(({ id }) => engine.pages[id].url.replace(/\/$/, ""))
))));
