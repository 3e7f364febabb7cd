import type { Condition, Policy, PolicyValue, Statement } from '../../iam/policy.ts';
import { nullCondition, renamed, variant, withMore, withOperator, withStatements } from '../edit.ts';
import { FUNCTION_ACTIONS, networkKey, type Probe, VPC_KEY } from '../probe.ts';
import {
  type Candidate,
  comparing,
  findProbe,
  nameOf,
  type PolicyRule,
  type Room,
  type StatementView,
} from '../room.ts';

/** An Allow whose condition another Allow makes void. */
interface Voided {
  readonly view: StatementView;
  readonly condition: Condition;
  readonly by: StatementView;
  readonly witness: Probe;
}

/** Several Allow statements with conditions on different keys: one that is met is enough. */
export const allowsJoin: PolicyRule = (room) => {
  const [first] = voided(room).filter(({ view, by }) => !isBroader(room, view, by));
  if (first === undefined) return [];
  const { view, condition, by, witness } = first;
  return [
    {
      ruleId: 'TFVPC206',
      message: `Allow statements are alternatives: ${nameOf(by.statement)} allows what ${nameOf(view.statement)} would not by its ${condition.key}`,
      at: condition,
      statement: view.statement.index,
      witness,
      claim: ['allowed'],
      rewrites: [merged(room)],
    },
  ];
};

/** An Allow that asks for less makes the conditions of another void. */
export const broaderAllow: PolicyRule = (room) =>
  oncePerStatement(voided(room).filter(({ view, by }) => isBroader(room, view, by))).map(
    ({ view, condition, by, witness }): Candidate => ({
      ruleId: 'TFVPC211',
      message: `${nameOf(by.statement)} allows the same without asking for ${condition.key}: the condition of ${nameOf(view.statement)} refuses nothing`,
      at: condition,
      statement: view.statement.index,
      witness,
      claim: ['allowed'],
      rewrites: [withMore(room.policy, denials(room, view))],
    }),
  );

function oncePerStatement(all: readonly Voided[]): readonly Voided[] {
  return all.filter(({ view }, index) => all.findIndex((other) => other.view === view) === index);
}

function voided(room: Room): readonly Voided[] {
  const allows = room.views.filter(({ statement }) => statement.effect === 'Allow');
  return allows.flatMap((view) =>
    comparing(view).flatMap((condition) => {
      const without = view.changed({
        conditions: view.statement.conditions.filter((one) => one !== condition),
      });
      const others = allows.filter(
        (by) => by !== view && !keysOf(by).has(condition.key.toLowerCase()) && isAsWide(view, by),
      );
      return others.flatMap((by) => {
        if ([...keysOf(by)].every((key) => keysOf(view).has(key)) && !isBroader(room, view, by)) return [];
        const witness = findProbe(
          room,
          (probe) => refusedBy(view, without, probe) && passes(room, by, probe),
        );
        return witness === undefined ? [] : [{ view, condition, by, witness }];
      });
    }),
  );
}

/** Whether it is about every function and caller that the other one is about: what is for some alone is an exemption. */
function isAsWide({ statement: view }: StatementView, { statement: by }: StatementView): boolean {
  const own = new Set(view.conditions.map(idOf));
  const others = by.conditions.filter(({ key }) => networkKey(key) === undefined);
  return others.every((condition) => own.has(idOf(condition))) && isOfAllFunctions(view, by);
}

function isOfAllFunctions(view: Statement, { resources: { negated, patterns } }: Statement): boolean {
  const own = view.resources.patterns.map(textOf);
  const wide = patterns.map(textOf);
  if (negated) return view.resources.negated && wide.every((text) => own.includes(text));
  if (wide.some((text) => ALL_FUNCTIONS.test(text))) return true;
  return !view.resources.negated && own.every((text) => wide.includes(text));
}

/** `*`, and ARNs that leave open which function it is and in which region. */
const ALL_FUNCTIONS = /^(\*|arn:[^:]*:(lambda|\*):\*(:(\d{12}|\*)(:(\*|function\*|function:\*))?)?)$/;

const textOf = ({ text }: PolicyValue) =>
  text.map((part) => (typeof part === 'string' ? part : '?')).join('');

const refusedBy = (view: StatementView, without: StatementView, probe: Probe) =>
  view.truth(probe) === 'false' && without.truth(probe) === 'true';

const passes = (room: Room, by: StatementView, probe: Probe) =>
  by.truth(probe) === 'true' && room.decide(probe) === 'allowed';

const keysOf = (view: StatementView): ReadonlySet<string> =>
  new Set(comparing(view).map(({ key }) => key.toLowerCase()));

/** Whether it allows all that the other allows. */
function isBroader(room: Room, view: StatementView, by: StatementView): boolean {
  const keys = keysOf(view);
  if (![...keysOf(by)].every((key) => keys.has(key))) return false;
  return findProbe(room, (probe) => view.truth(probe) === 'true' && by.truth(probe) !== 'true') === undefined;
}

/** One statement with the conditions of all Allows about the network, which must be about the same otherwise. */
function merged({ policy, views }: Room): Policy | undefined {
  const all = views.filter((view) => view.statement.effect === 'Allow' && view.about.length > 0);
  const [first] = all;
  if (first === undefined) return undefined;
  const conditions = [...new Map(all.flatMap((view) => view.about.map((one) => [idOf(one), one]))).values()];
  const others = first.statement.conditions.filter(({ key }) => networkKey(key) === undefined);
  const lists = conditions.filter(({ operator }) => operator.set === 'ForAllValues').map(({ key }) => key);
  const nulls = [...new Set(lists)].map((key) => nullCondition(key, 'false'));
  const one = { ...first.statement, conditions: [...conditions, ...nulls, ...others] };
  const indexes = new Set(all.map(({ statement }) => statement.index));
  const statements = policy.statements.flatMap((statement) => {
    if (statement === first.statement) return [one];
    return indexes.has(statement.index) ? [] : [statement];
  });
  return { ...policy, statements };
}

const idOf = ({ operator, key, values }: Condition) =>
  `${operator.name} ${key.toLowerCase()} ${values.map(({ text }) => text.join('')).join(' ')}`;

/** Deny statements that refuse what an Allow with conditions would not allow. */
function denials({ policy }: Room, view: StatementView): readonly Statement[] {
  const patterns = FUNCTION_ACTIONS.filter((action) => view.names(action)).map((name) => ({ text: [name] }));
  const rest = view.statement.conditions.filter(({ key }) => networkKey(key) === undefined);
  const opposite = comparing(view).map((condition) => oppositeOf(condition));
  return [nullCondition('lambda:VpcIds', 'true'), ...opposite]
    .filter((condition) => condition !== undefined)
    .map((condition, index) =>
      variant(policy, view.statement, `Otherwise${index + 1}`, {
        effect: 'Deny',
        actions: { negated: false, patterns },
        conditions: [condition, ...rest],
      }),
    );
}

function oppositeOf(condition: Condition): Condition | undefined {
  const { operator } = condition;
  const bare = renamed(operator, undefined).replace(/IfExists$/, '');
  const turned = operator.negated ? bare.replace('Not', '') : bare.replace(/^(String|Arn)/, '$1Not');
  return withOperator(
    condition,
    networkKey(condition.key)?.multivalued === true ? `ForAnyValue:${turned}` : turned,
  );
}

/** Conditions of one statement are joined with "and": a Deny that asks for two things refuses only who has both. */
export const keysJoinedInDeny: PolicyRule = (room) =>
  room.views.flatMap((view): readonly Candidate[] => {
    const joined = joinedConditions(view);
    const [condition] = joined;
    if (condition === undefined) return [];
    const found = joined.map((one) => aloneWitness(room, view, joined, one)).find((one) => one !== undefined);
    if (found === undefined) return [];
    return [
      {
        ruleId: 'TFVPC207',
        message: `${nameOf(view.statement)} denies only what fails for ${joined.map(({ key }) => key).join(' and ')} at the same time: conditions of one statement are joined with "and"`,
        at: condition,
        statement: view.statement.index,
        witness: found,
        claim: ['allowed'],
        rewrites: [splitDeny(room.policy, view, joined)],
      },
    ];
  });

/** Lists of what is approved (or lists of what is not, of subnets and of groups) in one Deny: at least two, or none. */
function joinedConditions(view: StatementView): readonly Condition[] {
  if (view.statement.effect !== 'Deny') return [];
  const compared = comparing(view);
  const approved = compared.filter(({ operator }) => operator.negated);
  const refused = compared.filter(({ operator, key }) => !operator.negated && key.toLowerCase() !== VPC_KEY);
  return [approved, refused].find((some) => new Set(some.map(({ key }) => key.toLowerCase())).size > 1) ?? [];
}

/** A function that this condition alone would refuse, and that passes. */
function aloneWitness(
  room: Room,
  view: StatementView,
  joined: readonly Condition[],
  one: Condition,
): Probe | undefined {
  const alone = view.changed({
    conditions: view.statement.conditions.filter((other) => other === one || !joined.includes(other)),
  });
  return findProbe(
    room,
    (probe) =>
      probe.network !== undefined && room.decide(probe) === 'allowed' && alone.truth(probe) === 'true',
  );
}

/** One statement for each of these conditions, each with all the others. */
function splitDeny(policy: Policy, { statement }: StatementView, joined: readonly Condition[]): Policy {
  const parts = joined.map((condition, index): Statement => {
    const conditions = statement.conditions.filter((other) => other === condition || !joined.includes(other));
    return index === 0
      ? { ...statement, conditions }
      : variant(policy, statement, `${statement.sid ?? 'Part'}${index + 1}`, { conditions });
  });
  return withStatements(policy, statement.index, parts);
}
