import { readFileSync } from 'node:fs';
import t from 'tap';
import { buildGraph } from '../../src/graph/build.ts';
import { textOf } from '../../src/graph/evaluate/convert.ts';
import type { ObjectValue, RestOfValue, Value } from '../../src/graph/value.ts';
import type { Json } from '../../src/plan/json.ts';
import { type PlanJson, planOf, shown, sourceOf } from './small-plan.ts';

/**
 * What each output of testdata/expressions is said to be before the apply, which must hold after it. The outputs that
 * Terraform itself knows are taken out of the plan, so that all of them are evaluated.
 */
const read = (name: string) =>
  readFileSync(new URL(`../../testdata/expressions/${name}`, import.meta.url), 'utf8');

const after: {
  readonly ids: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, Json>>;
} = JSON.parse(read('after.json'));
const before: Readonly<Record<string, string>> = JSON.parse(read('before.json'));

/** Whether the value leaves room for what the apply gave. */
function mayBe(value: Value, truth: Json): boolean {
  switch (value.kind) {
    case 'known':
      return value.value === truth;
    case 'new':
      return after.ids[`${value.instance}.${value.attribute}`] === truth;
    case 'one-of':
      return value.candidates.some((candidate) => mayBe(candidate, truth));
    case 'unknown':
      return value.notNull !== true || truth !== null;
    case 'template':
      return (
        typeof truth === 'string' && new RegExp(`^${value.parts.map(patternOf).join('')}$`, 'su').test(truth)
      );
    case 'list':
      return Array.isArray(truth) && mayBeList(value.items, truth, value.isSet, value.rest);
    case 'object':
      return (
        truth !== null &&
        typeof truth === 'object' &&
        (value.rest !== undefined || Object.keys(truth).length === value.attributes.size) &&
        membersOf(value).every(([name, member]) => mayBe(member, Object(truth)[name] ?? null))
      );
  }
}

function membersOf(value: ObjectValue): readonly (readonly [string, Value])[] {
  const ofNew = (value.newKeys ?? []).map(
    ([{ instance, attribute }, member]) => [after.ids[`${instance}.${attribute}`] ?? '', member] as const,
  );
  return [...value.attributes, ...ofNew];
}

function patternOf(part: Value): string {
  const text = part.kind === 'new' ? after.ids[`${part.instance}.${part.attribute}`] : undefined;
  const shownText = part.kind === 'known' ? (textOf(part.value) ?? '') : text;
  return shownText === undefined ? '.*' : escaped(shownText);
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);

function mayBeList(
  items: readonly Value[],
  truth: readonly Json[],
  isSet: boolean,
  rest: RestOfValue | undefined,
): boolean {
  const isOrdered = !isSet && rest === undefined;
  if (isOrdered)
    return items.length === truth.length && items.every((item, at) => mayBe(item, truth[at] ?? null));
  const candidates = rest === undefined ? items : rest.candidates && [...items, ...rest.candidates];
  return (
    items.every((item) => truth.some((one) => mayBe(item, one))) &&
    (candidates === undefined || truth.every((one) => candidates.some((candidate) => mayBe(candidate, one))))
  );
}

t.test('what is said of an expression before the apply', async (t) => {
  const plan: PlanJson & { output_changes?: object } = JSON.parse(read('plan.json'));
  const { planned_values: _, output_changes: __, ...withoutOutputs } = plan;
  const files = Object.fromEntries(['main.tf', 'functions.tf'].map((name) => [name, read(name)]));
  const graph = buildGraph(planOf(withoutOutputs), sourceOf(files));
  const said: Record<string, string> = {};
  for (const [name, truth] of Object.entries(after.outputs)) {
    const value = await graph.output([], name);
    said[name] = shown(value);
    t.ok(
      value !== undefined && mayBe(value, truth),
      `${name} is ${JSON.stringify(truth)}, said ${said[name]}`,
    );
  }
  t.strictSame(said, before, 'as precise as it was');
});
