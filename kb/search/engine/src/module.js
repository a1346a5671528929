// The engine and its results for Node: tests and figures.
export { Engine } from "./engine.js";
export { rowsOf } from "./results.js";
