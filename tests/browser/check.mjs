// Opens each page as a reader does and prints one line for each way of looking at it. Started by run.sh:
//   node check.mjs TOOLS SHOTS PAGE...    (SHOTS may be empty)
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [tools, shots, ...pages] = process.argv.slice(2);
const require = createRequire(join(tools, 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const widths = [360, 1280];
// Looked at for their width alone: a small phone (and a page at 400 %), a tablet, and where the layout changes.
const otherWidths = [320, 641, 768, 897, 1024, 1216];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
const everySection = ['figures', 'flow', 'patency', 'strata', 'scores', 'context', 'passes', 'methods', 'sources'];

let checks = 0;
let faults = 0;
function expect(holds, where, fault) {
  checks++;
  if (holds) return;
  faults++;
  console.log(`  FAULT ${where}: ${fault}`);
}

// What runs inside the page: names of the elements that stick out, and the contrast of the text with what is behind it.
const wide = () =>
  document.documentElement.scrollWidth <= innerWidth
    ? null
    : `${document.documentElement.scrollWidth} px wide in ${innerWidth} px: ` +
      [...document.body.querySelectorAll('*')]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5 && !one.closest('.scroll') && one.className !== 'skip')
        .slice(0, 5)
        .map(one => `${one.tagName.toLowerCase()} "${one.textContent.trim().slice(0, 30)}"`)
        .join(', ');

const colours = () => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const luminance = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data]
      .map(part => part / 255)
      .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const page = luminance(getComputedStyle(document.body).backgroundColor);
  const against = (selector, property) =>
    [...document.querySelectorAll(selector)].map(one => contrast(luminance(getComputedStyle(one)[property]), page));
  return {
    page,
    ink: contrast(luminance(getComputedStyle(document.body).color), page),
    // axe does not judge what is drawn: text in plots needs 4.5 to 1, lines and bars 3 to 1 (WCAG 1.4.3, 1.4.11).
    plots: document.querySelectorAll('svg').length,
    words: Math.min(...against('svg text', 'fill')),
    lines: Math.min(
      ...against('svg .curve, svg .unreliable, svg .censored, svg .cut-off, svg .axis', 'stroke'),
      ...against('svg .bar', 'fill'),
    ),
  };
};

const contents = () => {
  const links = [...document.querySelectorAll('nav.contents a')].map(link => link.getAttribute('href'));
  const sections = [...document.querySelectorAll('main h2')].map(heading => `#${heading.id}`);
  const lost = [...document.querySelectorAll('a[href^="#"]')].filter(link => !document.querySelector(link.getAttribute('href')));
  return { links, sections, lost: lost.length };
};

async function open(browser, file, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const told = [];
  page.on('console', message => told.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', error => told.push(`error: ${error.message}`));
  page.on('request', request => request.url() === pathToFileURL(file).href || told.push(`request: ${request.url()}`));
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  return { page, told, close: () => context.close() };
}

const violations = async page => {
  await page.evaluate(axe);
  const result = await page.evaluate(tags => axe.run(document, { runOnly: tags }), rules);
  return result.violations.map(one => `${one.id} (${one.nodes.length}): ${one.nodes[0].target.join(' ')}: ${one.nodes[0].failureSummary}`);
};

const isLight = seen => seen.page > 0.9 && seen.ink > 7;
const isDark = seen => seen.page < 0.05 && seen.ink > 7;

async function look(browser, file, width, scheme) {
  const name = basename(file, '.html');
  const where = `${name} ${width} px ${scheme}`;
  const { page, told, close } = await open(browser, file, { viewport: { width, height: 800 }, colorScheme: scheme });
  expect((await page.evaluate(wide)) === null, where, await page.evaluate(wide));
  const seen = await page.evaluate(colours);
  expect((scheme === 'dark' ? isDark : isLight)(seen), where, `not ${scheme}: ${JSON.stringify(seen)}`);
  expect(seen.words >= 4.5 && seen.lines >= 3, where, `plots of too little contrast: ${JSON.stringify(seen)}`);
  const { links, sections, lost } = await page.evaluate(contents);
  expect(links.length > 1 && links.join() === sections.join(), where, `contents ${links.join()}, sections ${sections.join()}`);
  expect(lost === 0, where, `${lost} links lead nowhere`);
  if (name === 'demonstration')
    expect(seen.plots > 0 && everySection.every(id => sections.includes(`#${id}`)), where, `sections ${sections.join()}`);
  for (const link of await page.locator('nav.contents a').all()) {
    await link.click();
    const top = await page.evaluate(id => document.querySelector(id)?.getBoundingClientRect().top ?? -1, await link.getAttribute('href'));
    expect(top >= 0 && top < 800, where, `${await link.innerText()} is not in sight when it is followed`);
  }
  await page.evaluate(() => scrollTo(0, 0));
  if (shots) await page.screenshot({ path: join(shots, `${name}-${width}-${scheme}.png`), fullPage: true });
  const plots = seen.plots ? `text and lines of ${seen.plots} plots ${seen.words.toFixed(1)} and ${seen.lines.toFixed(1)} to 1` : 'no plot';
  let found = await violations(page);
  // Once more with every table of values open: what is closed is not judged.
  await page.evaluate(() => document.querySelectorAll('details').forEach(one => (one.open = true)));
  expect((await page.evaluate(wide)) === null, `${where}, tables open`, await page.evaluate(wide));
  found = [...new Set([...found, ...(await violations(page))])];
  expect(found.length === 0, where, `axe: ${found.join('\n    ')}`);
  expect(told.length === 0, where, told.join('; '));
  console.log(`  ${where}: axe ${found.length} violations, ink ${seen.ink.toFixed(1)} to 1, ${plots}`);
  await close();
}

async function stretch(browser, file, width) {
  const where = `${basename(file, '.html')} ${width} px`;
  const { page, close } = await open(browser, file, { viewport: { width, height: 800 } });
  expect((await page.evaluate(wide)) === null, where, await page.evaluate(wide));
  // A site may be called anything.
  await page.evaluate(() => {
    for (const group of document.querySelectorAll('td[data-column="Group"]')) group.textContent = 'Krankenhaus'.repeat(6);
  });
  expect((await page.evaluate(wide)) === null, `${where}, groups of long names`, await page.evaluate(wide));
  await close();
}

async function print(browser, file) {
  const name = basename(file, '.html');
  const { page, told, close } = await open(browser, file, { viewport: { width: 794, height: 1123 }, colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(colours);
  expect(isLight(seen), `${name} print`, `not light, for a reader whose screen is dark: ${JSON.stringify(seen)}`);
  expect(!(await page.locator('nav.contents').isVisible()), `${name} print`, 'the contents are printed');
  expect((await page.evaluate(wide)) === null, `${name} print`, await page.evaluate(wide));
  const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true, ...(shots ? { path: join(shots, `${name}.pdf`) } : {}) });
  const sheets = paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(sheets > 1, `${name} print`, `${sheets} sheets`);
  expect(told.length === 0, `${name} print`, told.join('; '));
  console.log(`  ${name} print: light, ${sheets} sheets`);
  await close();
}

const asRoot = process.getuid?.() === 0;
// Chromium refuses to sandbox for root, which is who runs in a container.
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, chromiumSandbox: !asRoot });
try {
  console.log(`Chromium ${browser.version()}, axe ${require('axe-core/package.json').version} (${rules.join(', ')})`);
  for (const file of pages) {
    for (const width of widths) for (const scheme of ['light', 'dark']) await look(browser, file, width, scheme);
    for (const width of [...widths, ...otherWidths]) await stretch(browser, file, width);
    await print(browser, file);
  }
} finally {
  await browser.close();
}
console.log(
  `${pages.length} pages at ${widths.join(' and ')} px, light, dark and printed, at ${otherWidths.join(', ')} px for their width: ` +
    `${checks} checks, ${faults} faults`,
);
process.exitCode = faults === 0 ? 0 : 1;
