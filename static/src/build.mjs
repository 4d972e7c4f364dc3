// Sources to static/build: Sass to one stylesheet, web fonts from npm, our scripts and pictures as they are.
// Runs at bootstrap (npm run build) and again whenever a source changes; the output is never committed.
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const source = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(source, "../..");
const build = path.join(root, "static/build");
const notoSans = path.join(root, "node_modules/@fontsource/noto-sans");

// Every Ukrainian, Kazakh, Russian and English letter; the browser fetches only the ranges a page uses.
const subsets = ["cyrillic-ext", "cyrillic", "latin-ext", "latin"];
const weights = [400, 700];

async function fonts() {
  const ranges = JSON.parse(readFileSync(path.join(notoSans, "unicode.json"), "utf8"));
  await mkdir(path.join(build, "fonts"), { recursive: true });
  const faces = [];
  for (const weight of weights) {
    for (const subset of subsets) {
      const file = `noto-sans-${subset}-${weight}-normal.woff2`;
      await cp(path.join(notoSans, "files", file), path.join(build, "fonts", file));
      faces.push(
        `@font-face{font-family:"Noto Sans";font-weight:${weight};font-style:normal;font-display:swap;` +
          `src:url("../fonts/${file}") format("woff2");unicode-range:${ranges[subset]}}`,
      );
    }
  }
  await cp(path.join(notoSans, "LICENSE"), path.join(build, "fonts/LICENSE"));
  return faces.join("\n");
}

function styles() {
  const logger = { warn: (text, { deprecation }) => deprecation || console.warn(text), debug: console.log };
  return sass.compile(path.join(source, "scss/safeguard.scss"), { loadPaths: [root], style: "compressed", quietDeps: true, logger }).css;
}

const css = styles(); // first, so that a mistake in the Sass leaves the last good build standing
await rm(build, { recursive: true, force: true });
await mkdir(path.join(build, "css"), { recursive: true });
await writeFile(path.join(build, "css/safeguard.css"), `${await fonts()}\n${css}\n`);
await cp(path.join(source, "img"), path.join(build, "img"), { recursive: true });
await cp(path.join(source, "js"), path.join(build, "js"), { recursive: true });
console.log(`static/build: ${(css.length / 1024).toFixed(0)} kB of CSS, ${subsets.length * weights.length} font files`);
