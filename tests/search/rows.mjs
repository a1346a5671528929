// Prints as JSON the rows that a query's results have. Usage: node rows.mjs engine.mjs index.json "words"
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, file, words] = process.argv.slice(2);
const { Engine, rowsOf } = await import(pathToFileURL(module));
const engine = new Engine(JSON.parse(readFileSync(file, "utf8")));
console.log(JSON.stringify(rowsOf(engine, engine.search(words).hits)));
