import { readFileSync } from 'node:fs';
import t from 'tap';
import { audit } from '../../src/audit/audit.ts';
import { auditedText } from '../../src/audit/audited.ts';
import type { PolicySource } from '../../src/iam/policy.ts';

interface Faulty {
  readonly expected: readonly string[];
  readonly kind: PolicySource['kind'];
  readonly policy?: unknown;
  readonly text?: string;
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../testdata/audit/${name}.json`, import.meta.url), 'utf8'));

const sound: Readonly<Record<string, unknown>> = read('sound');
const faulty: Readonly<Record<string, Faulty>> = read('faulty');

t.test('sound policies give no result', async (t) => {
  for (const [name, policy] of Object.entries(sound)) {
    const { results } = audit(auditedText('scp.json', JSON.stringify(policy), 'scp'));
    t.same(
      results.map(({ ruleId, message }) => `${ruleId} ${message}`),
      [],
      name,
    );
  }
});

t.test('faulty policies give the results of their faults, and no others', async (t) => {
  for (const [name, { expected, kind, policy, text }] of Object.entries(faulty)) {
    const { results } = audit(auditedText('policy.json', text ?? JSON.stringify(policy), kind));
    t.same(results.map(({ ruleId }) => ruleId).sort(), expected, name);
  }
});
