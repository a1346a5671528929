// Prints as JSON what searches find. Usage: node ask.mjs engine.mjs index.json, with '[["words", {"partner": "…"}], …]' typed in.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, file] = process.argv.slice(2);
const { Engine } = await import(pathToFileURL(module));
const engine = new Engine(JSON.parse(readFileSync(file, "utf8")));
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(([words, only]) => {
  const { hits, found, partner, instead } = engine.search(words, only ?? {});
  const pages = (some) => some.map(({ id }) => engine.pages[id].url.replace(/\/$/, ""));
  return { pages: pages(hits), all: pages(found), marks: hits.map(({ terms }) => [...terms]), partner: partner?.id ?? null, instead };
})));
