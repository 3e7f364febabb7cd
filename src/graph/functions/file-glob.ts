/**
 * A pattern of `fileset` on paths below its directory; undefined for forms that are not read, and where trying all
 * ways to match it might take long.
 * https://developer.hashicorp.com/terraform/language/functions/fileset
 */
export function globOf(pattern: string): RegExp | undefined {
  const isRead = /^[^{}[\]\\]*(?:\{[^{}[\]\\]*\}[^{}[\]\\]*)*$/u.test(pattern);
  const parts = pattern.match(/\*\*\/|\*\*|[*?{},]|[^*?{},]+/gu) ?? [];
  if (!isRead || parts.filter((part) => part.startsWith('*')).length > MOST_STARS) return undefined;
  let isChoice = false;
  const source = parts.map((part) => {
    isChoice = part === '{' || (isChoice && part !== '}');
    return part === ',' && !isChoice ? part : (MEANS[part] ?? escaped(part));
  });
  return new RegExp(`^${source.join('')}$`, 'u');
}

const MOST_STARS = 4;

const MEANS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  ',': '|',
  '}': ')',
};

const escaped = (text: string) => text.replaceAll(/[.+^$()|]/gu, String.raw`\$&`);
