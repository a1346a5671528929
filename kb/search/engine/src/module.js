// The engine and its results for Node: tests and figures.
import { Engine as Worker } from "./engine.js";

export { rowsOf } from "./results.js";

/** The worker's engine, which can also learn and forget questions. */
export class Engine extends Worker {
  /** Replace a page's questions: a test takes one out, and puts it back. */
  replaceQuestions(id, questions) {
    const before = this.pages[id].questions;
    this.mini.remove(this.fieldsOf(id, -1));
    this.pages[id] = { ...this.pages[id], questions };
    this.mini.add(this.fieldsOf(id));
    // What was worked out from other words stays: it would hardly differ.
    for (const text of [...before, ...questions]) {
      if (before.includes(text) && questions.includes(text)) continue;
      for (const term of this.words.termsOf(text)) this.found.delete(term);
    }
    this.questions.delete(id);
  }
}
