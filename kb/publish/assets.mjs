// Minifies the site's own styles and scripts, and leaves out the theme's rules that no page can use.
// assets.py gives it the files and the words of all pages' tags (on stdin), and reads what was made, or what is wrong.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The packages lie in the folder that this is run in.
const require = createRequire(`${process.cwd()}/`);
const { build } = require("esbuild");
const { parse } = require("postcss");
const { PurgeCSS } = require("purgecss");

// Browsers since 2021, as for the search's worker.
const TARGETS = { css: ["chrome94", "firefox93", "safari15"], js: ["es2020"] };
// What a browser, or the theme's script, puts on elements by a name without a dash.
const ALWAYS = ["open", "js"];
// Long lists of selectors for tabs that match nothing: the one class is the root's alone, and tooltips hold no tabs here.
const DEAD = /\.md-typeset \.no-js \.tabbed-set|\[role=dialog\].* \.tabbed-set/;
// The theme counts to the twentieth tab, and every element of a page is held against every number.
const TAB = /\.tabbed-set>input:nth-child\((\d+)\)/;

// What the theme's script adds for features that this site doesn't use (mkdocs.yml).
const OPTIONAL = /^md-(tooltip|annotation|code__|version|source__|tag)/;
const { folder, styles, scripts, alone, words, tabs } = JSON.parse(readFileSync(0, "utf8"));
const errors = [];

// The theme's files are minified already. Of our scripts each is bundled with the modules that it imports.
async function minified({ name, own }, loader) {
  const text = readFileSync(`${folder}/${name}`, "utf8").replace(/\/[/*][#] sourceMappingURL.*/, "");
  if (!own) return text;
  const form = loader === "js" ? { bundle: true, format: "iife" } : {};
  const settings = { ...form, minify: true, target: TARGETS[loader], write: false, logLevel: "silent" };
  const task = { ...settings, absWorkingDir: folder, entryPoints: [name] };
  const { outputFiles, errors: found = [], warnings } = await build(task).catch((error) => error);
  // esbuild makes something of nearly every style sheet. A line's end that is missing is seen by the other.
  if (loader === "css" && !warnings.length) {
    try {
      parse(text);
    } catch ({ reason, line, column }) {
      const location = { file: name, line, column: column - 1, lineText: text.split("\n")[line - 1] };
      found.push({ text: reason, location });
    }
  }
  for (const { text: what, location } of [...found, ...warnings]) errors.push({ ...location, name: location.file, text: what });
  return outputFiles?.[0].text;
}

const sheets = await Promise.all(styles.map((file) => minified(file, "css")));
const made = await Promise.all([...scripts, ...alone].map((file) => minified(file, "js")));
if (errors.length) {
  // What is wrong in a module is reported by each script that imports it.
  const lines = new Map(errors.map((error) => [`${error.name}:${error.line}`, error]));
  console.log(JSON.stringify({ errors: [...lines.values()] }));
  process.exit();
}

const added = made.flatMap((text, at) => {
  const all = text.match(/[\w-]+/g);
  // dataset.someName is the attribute data-some-name.
  for (const [, name] of text.matchAll(/\bdataset\.(\w+)/g)) all.push(`data-${name.replace(/[A-Z]/g, "-$&").toLowerCase()}`);
  // Of the theme's script, only names with a dash.
  return scripts[at]?.own ?? true ? all : all.filter((word) => word.includes("-") && !OPTIONAL.test(word));
});
const known = [...words, ...ALWAYS, ...added];
// PurgeCSS would drop rules of ours that name nothing but a state, such as :focus-visible, or that use :where(). The theme has
// no such rules, and comes first.
const own = sheets.filter((_, at) => styles[at].own).join("\n");
const sheet = parse(sheets.filter((_, at) => !styles[at].own).join("\n"));
sheet.walkRules(/\.tabbed-set/, (rule) => {
  rule.selectors = rule.selectors.filter((selector) => !DEAD.test(selector) && !(TAB.exec(selector)?.[1] > tabs));
  if (!rule.selector) rule.remove();
});
const [{ css }] = await new PurgeCSS().purge({
  content: [{ raw: "", extension: "words" }],
  css: [{ raw: sheet.toString() }],
  defaultExtractor: () => known,
  // `control--${side}` in a script stands for every name that begins like it.
  safelist: {
    standard: known.filter((word) => word.endsWith("--")).map((word) => new RegExp(`^${word}`)),
    variables: own.match(/--[\w-]+/g) ?? [],
  },
  keyframes: true,
  variables: true,
});
// What goes wrong in one script is reported, and must not stop those after it. Ours that follow the theme's each take a turn
// of their own: on a slow phone the page answers to fingers in between.
const themes = scripts.findIndex((one) => !one.own);
const script = scripts.map((one, at) => {
  if (!one.own) return made[at];
  return at < themes ? `try{${made[at]}}catch(error){setTimeout(()=>{throw error})}` : `setTimeout(()=>{${made[at]}})`;
}).join(";\n");
console.log(JSON.stringify({ css: `${css}\n${own}`, script, alone: made.slice(scripts.length) }));
