// Takes each question out of the index, asks it, puts it back, and prints as JSON what did not lead to its page first.
// Usage: node leave_one_out.mjs engine.mjs index.json [page]
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [module, file, only] = process.argv.slice(2);
const { Engine } = await import(pathToFileURL(module));
const engine = new Engine(JSON.parse(readFileSync(file, "utf8")));
const missed = [];
let asked = 0;
for (let id = 0; id < engine.pages.length; id++) {
  const { questions, url } = engine.pages[id];
  if (only && url !== only) continue;
  questions.forEach((question, index) => {
    engine.replaceQuestions(id, questions.filter((_, other) => other !== index));
    const { hits, concepts } = engine.search(question);
    asked += 1;
    if (hits[0]?.id !== id) {
      const place = hits.findIndex((hit) => hit.id === id) + 1;
      missed.push({
        page: url, question, place, first: hits.length ? engine.pages[hits[0].id].url : "",
        why: concepts.filter((one) => !one.light).map((one) => one.options.length ? one.read : `${one.read} (unknown)`),
      });
    }
  });
  engine.replaceQuestions(id, questions);
}
console.log(JSON.stringify({ asked, missed }));
