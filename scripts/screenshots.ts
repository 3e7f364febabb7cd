/**
 * Shows what people will see: renders the job summaries of testdata/report in a browser, with Mermaid, in the look of GitHub's Markdown, and
 * writes docs/images. For development; wants Chromium (`CHROMIUM` or /usr/bin/chromium): `npm run screenshots`.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import { type Browser, chromium } from 'playwright-core';

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const MERMAID = at('node_modules/mermaid/dist/mermaid.min.js');

const STYLE = `
  body { font: 16px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #1f2328; background: #fff;
    width: 980px; margin: 0; padding: 32px; word-wrap: break-word; }
  h2, h3 { font-weight: 600; line-height: 1.25; margin: 24px 0 16px; } h2 { font-size: 1.5em; padding-bottom: .3em; border-bottom: 1px solid #d1d9e0; }
  p, ul, pre, table, details, blockquote { margin: 0 0 16px; } ul { padding-left: 2em; } li + li { margin-top: .25em; }
  table { border-collapse: collapse; display: block; overflow: auto; width: max-content; max-width: 100%; }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px; } th { font-weight: 600; } tr:nth-child(2n) { background: #f6f8fa; }
  code { font: 85% ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; background: #818b981f; border-radius: 6px; padding: .2em .4em; }
  pre { background: #f6f8fa; border-radius: 6px; padding: 16px; overflow: auto; } pre code { background: none; padding: 0; }
  a { color: #0969da; text-decoration: none; } summary { cursor: pointer; } blockquote { color: #59636e; border-left: .25em solid #d1d9e0; padding: 0 1em; }
`;

const THEMES = {
  light: '',
  dark: 'body { background: #0d1117; color: #f0f6fc } th, td { border-color: #3d444d } tr:nth-child(2n), pre { background: #151b23 } a { color: #4493f8 }',
};

/** A page as GitHub shows it, every fold open where wanted. */
async function shoot(
  browser: Browser,
  markdown: string,
  file: string,
  look: { readonly theme: keyof typeof THEMES; readonly unfold: boolean },
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1044, height: 800 } });
  const html = new MarkdownIt({ html: true, linkify: true }).render(markdown);
  const unfolded = look.unfold ? html.replaceAll('<details>', '<details open>') : html;
  await page.setContent(
    `<!doctype html><meta charset="utf-8"><style>${STYLE}${THEMES[look.theme]}</style>${unfolded}`,
  );
  await page.addScriptTag({ path: MERMAID });
  await page.evaluate(`mermaid.initialize({ startOnLoad: false, theme: '${look.theme === 'dark' ? 'dark' : 'default'}', securityLevel: 'strict', maxEdges: 500, maxTextSize: 50000 });
    mermaid.run({ querySelector: 'code.language-mermaid' })`);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
}

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}: set CHROMIUM`);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
mkdirSync(at('docs/images'), { recursive: true });
const summary = (name: string) => readFileSync(at(`testdata/report/${name}/summary.md`), 'utf8');
await shoot(browser, summary('pull-request'), at('docs/images/summary.png'), {
  theme: 'light',
  unfold: false,
});
await shoot(browser, summary('pull-request'), at('docs/images/summary-dark.png'), {
  theme: 'dark',
  unfold: false,
});
await shoot(browser, summary('proofs'), at('docs/images/summary-unfolded.png'), {
  theme: 'light',
  unfold: true,
});
await shoot(browser, summary('hostile'), at('docs/images/summary-hostile.png'), {
  theme: 'light',
  unfold: true,
});
await browser.close();
