import { readFileSync } from 'node:fs';
import t from 'tap';
import { audit } from '../../src/audit/audit.ts';
import { auditedText } from '../../src/audit/audited.ts';
import { diffPolicies } from '../../src/audit/diff.ts';
import { lintBy } from '../../src/audit/lint.ts';
import { FUNCTION_ACTIONS } from '../../src/audit/probe.ts';
import { parsePolicy } from '../../src/iam/parse.ts';
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

const SUBNETS = Array.from({ length: 4000 }, (_, index) => `subnet-${String(index).padStart(17, '0')}`);
const denying = (...lists: readonly (readonly string[])[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: lists.map((list) => ({
      Effect: 'Deny',
      Action: FUNCTION_ACTIONS,
      Resource: '*',
      Condition: { 'ForAnyValue:StringEquals': { 'lambda:SubnetIds': list } },
    })),
  });

t.test('a policy that is far too large is read, and nothing more is claimed', async (t) => {
  const text = denying(SUBNETS);
  const { behaviour, results, incomplete } = audit(auditedText('scp.json', text, 'scp'));
  t.same(behaviour, []);
  t.same(
    results.map(({ ruleId }) => ruleId),
    ['TFVPC224'],
  );
  t.match(incomplete, /far more statements and values/u);
  const [old, now] = [text, denying(['subnet-1'])].map((one) =>
    parsePolicy({ label: 'scp.json', kind: 'scp', parts: [one] }),
  );
  if (old === undefined || now === undefined) return;
  const { changes, unproved } = diffPolicies(old, now, 'scp');
  t.same(changes, []);
  t.match(unproved, /was not compared/u, 'no proof that there is no difference');
});

t.test('a policy that tells too many networks apart says that not all were looked at', async (t) => {
  const lists = SUBNETS.slice(0, 20).map((id) => [id]);
  t.match(audit(auditedText('scp.json', denying(...lists), 'scp')).incomplete, /too many kinds/u);
  t.equal(audit(auditedText('scp.json', denying(['subnet-1']), 'scp')).incomplete, undefined);
});

t.test('a rule that takes too long is cut short, and the others still speak', async (t) => {
  const audited = auditedText('scp.json', denying(['subnet-1']), 'scp');
  const endless = lintBy(
    [
      ({ decide }) => {
        for (;;) decide({ action: FUNCTION_ACTIONS[0], network: undefined });
      },
      ({ policy, cases }) => [
        {
          ruleId: 'TFVPC101',
          message: policy.label,
          at: {},
          witness: { action: FUNCTION_ACTIONS[0], network: cases['no VPC'] },
          claim: ['allowed'],
        },
      ],
    ],
    audited,
    1000,
  );
  t.equal(endless.results.length, 1);
  t.match(endless.incomplete, /too many statements and values/u);
});
