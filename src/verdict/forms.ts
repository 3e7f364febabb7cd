import type { Choice, ContextKey, RequestReport } from '../generated/report.ts';
import type { ContextValue, Request } from '../iam/request.ts';
import { contextText } from '../report/values.ts';

type Doubt = Pick<RequestReport, 'reasons' | 'allowedIf' | 'deniedIf' | 'inexact'>;

/** Keys of which the same is to be said, together. */
function togetherText(shown: readonly { readonly key: string; readonly text: string }[]): string {
  const byText = new Map<string, string[]>();
  for (const { key, text } of shown) byText.set(text, [...(byText.get(text) ?? []), key]);
  return [...byText].map(([text, keys]) => `${keys.join(', ')}: ${text}`).join('; ');
}

/** Where only the apply shows which of several requests is made: what each of them carries that others do not. */
export function withForms(
  doubt: Doubt,
  forms: readonly Request[],
  keys: readonly string[],
  contextKey: (held: ContextValue) => ContextKey,
): Doubt {
  const { allowedIf, deniedIf } = doubt;
  if (forms.length < 2 || (allowedIf === undefined && deniedIf === undefined)) return doubt;
  const described = (choice: Choice): Choice => {
    const number = choice.name === 'request' ? /^form (\d+) of/u.exec(choice.text)?.[1] : undefined;
    const form = number === undefined ? undefined : forms[Number(number) - 1];
    return form === undefined ? choice : { ...choice, text: `${choice.text}${carriedText(form)}` };
  };
  const carriedText = (form: Request): string => {
    const shown = keys
      .map((key) => [key, ...forms.map((one) => contextText(contextKey(one.context.lookup(key))))] as const)
      .filter(([, first, ...others]) => others.some((other) => other !== first))
      .map(([key, ...texts]) => ({ key, text: texts[forms.indexOf(form)] ?? '' }));
    return shown.length === 0 ? '' : ` (${togetherText(shown)})`;
  };
  return {
    ...doubt,
    ...(allowedIf === undefined ? {} : { allowedIf: allowedIf.map(described) }),
    ...(deniedIf === undefined ? {} : { deniedIf: deniedIf.map(described) }),
  };
}
