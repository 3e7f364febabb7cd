import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import t from 'tap';
import { readCase } from './case.ts';
import { openLab, plan } from './lab.ts';
import { findTerraform } from './terraform.ts';
import { truthOf } from './truth.ts';

const skip = findTerraform() === undefined && 'neither terraform nor tofu is on PATH';

t.test('the committed plan of the demo is the one that its configuration gives', { skip }, async (t) => {
  const { world, steps } = readCase('examples/demo');
  const [step] = steps;
  if (!step) throw new Error('the demo has no configuration');
  const lab = await openLab({ world });
  t.teardown(() => lab.close());
  for (const earlier of step.earlier) await lab.step(step.directory, { ...earlier, apply: true });
  const made = await lab.step(step.directory);
  const committed = readFileSync('examples/demo/plan.json', 'utf8');
  t.strictSame(withoutVersion(made.plan), withoutVersion(committed));
});

t.test('a plan with its apply', { skip }, async (t) => {
  const directory = configuration(t, FUNCTION);
  const world = { aws_subnet: [{ id: 'subnet-1', vpc_id: 'vpc-1' }] };

  t.test('shows what is unknown, then what became of it', async (t) => {
    const {
      plan: made,
      state = '',
      binary,
    } = await plan({ directory, world, apply: true, binary: true, variables: { group_vpc: 'vpc-1' } });
    const { resource_changes } = JSON.parse(made);
    t.match(resource_changes, [
      {
        address: 'aws_lambda_function.f',
        change: { after_unknown: { vpc_config: [{ security_group_ids: true }] } },
      },
      {},
    ]);
    t.match(truthOf(made, state).functions, {
      'aws_lambda_function.f': {
        vpc: 'vpc-1',
        subnets: ['subnet-1'],
        securityGroups: ['aws_security_group.f.id'],
      },
    });
    t.equal(Buffer.from(binary ?? []).toString('latin1', 0, 2), 'PK', 'a binary plan is a zip file');
  });

  t.test('is refused by Lambda when subnets and groups are of different VPCs', async (t) => {
    await t.rejects(plan({ directory, world, apply: true, variables: { group_vpc: 'vpc-2' } }), {
      message: /several VPCs/,
    });
  });

  t.test('leaves nothing behind', async (t) => {
    t.strictSame(readdirSync(directory), ['main.tf']);
    t.strictSame(
      readdirSync(os.tmpdir()).filter((name) => name.startsWith(`tfvpc-lab-${process.pid}-`)),
      [],
    );
  });
});

t.test('a data source that finds nothing is an error, not an empty answer', { skip }, async (t) => {
  const directory = configuration(t, 'data "aws_subnet" "s" {\n  id = "subnet-9"\n}\n');
  await t.rejects(plan({ directory }), { message: /there is no aws_subnet/ });
});

const FUNCTION = `
variable "group_vpc" {
  type = string
}

resource "aws_security_group" "f" {
  name   = "f"
  vpc_id = var.group_vpc
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::123456789012:role/r"

  vpc_config {
    subnet_ids         = ["subnet-1"]
    security_group_ids = [aws_security_group.f.id]
  }
}
`;

/** A folder with this configuration, gone after the test. */
function configuration(
  t: { readonly testdir: (files: Record<string, string>) => string },
  text: string,
): string {
  return t.testdir({ 'main.tf': text });
}

function withoutVersion(text: string): unknown {
  const { terraform_version: _, ...rest } = JSON.parse(text);
  return rest;
}
